import './claims.css';
import './claim.css';
import './claims-narrow.css';
import { useParams } from 'react-router';
import { BoardView } from './board-view.tsx';
import { ClaimView } from './claim-view.tsx';

/** A month of claims, or one of them. */
export function DeskScreen() {
  const { claim } = useParams();
  return claim === undefined ? <BoardView /> : <ClaimView key={claim} id={claim} />;
}
