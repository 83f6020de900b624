import { type Ingredient, spelled } from './same-ingredient.ts';

interface DrugGroup {
  readonly id: string;
  /** as people say it in a sentence */
  readonly name: string;
  /** groups of one family may cross-react */
  readonly family?: string;
  /** a member must not be given to somebody allergic to another member */
  readonly isStrict: boolean;
  /** one word of a substance, written one way (`spelled`) */
  readonly member: RegExp;
}

/**
 * Groups in which an allergy to one drug speaks against the others. Members are known by the stem of their international
 * name, so that a drug new to the formulary is known too.
 *
 * @source WHO, international nonproprietary names, stems -cillin, cef-, -penem, -oxacin, -thromycin, sulfa-, -profen, -fenac, -oxicam (from memory); which groups stop and which warn: labels in use contraindicate penicillins and cephalosporins to people allergic to the group, cross-reaction between the groups is a caution (from memory)
 */
const groups: readonly DrugGroup[] = [
  { id: 'penicillin', name: 'penicilin', family: 'beta-lactam', isStrict: true, member: /cilin$/ },
  {
    id: 'cephalosporin',
    name: 'cephalosporin',
    family: 'beta-lactam',
    isStrict: true,
    member: /^cef/,
  },
  { id: 'carbapenem', name: 'carbapenem', family: 'beta-lactam', isStrict: true, member: /penem$/ },
  { id: 'quinolone', name: 'quinolon', isStrict: false, member: /floxacin$|quinolon$|^nalidixic$/ },
  { id: 'macrolide', name: 'macrolid', isStrict: false, member: /tromicin$|^macrolid|^spiramicin$|^josamicin$/ },
  {
    id: 'sulfonamide',
    name: 'sulfamid kháng khuẩn',
    isStrict: false,
    member: /^sulfa(?:metoxazol|diazin|guanidin|doxin|dimidin|mid)|^sulfonamid|^cotrimoxazol$/,
  },
  {
    id: 'nsaid',
    name: 'chống viêm không steroid',
    isStrict: false,
    member:
      /profen$|fenac$|oxicam$|^aspirin$|^acetilsalicilic$|^ketorolac$|^indometacin$|^naproxen$|^mefenamic$|^etodolac$|^nsaid/,
  },
];

const LACTAM = /^lactam/;

/** The groups a substance, or the words of an allergy, belong to. @source none: looks the words up in the table above */
function groupsOf(name: string): readonly DrugGroup[] {
  const words = spelled(name).split(' ');
  if (words.some((word) => LACTAM.test(word))) return groups.filter(({ family }) => family === 'beta-lactam');
  return groups.filter(({ member }) => words.some((word) => member.test(word)));
}

export interface GroupLikeness {
  /** the same group, or only the same family */
  readonly isSame: boolean;
  readonly isStrict: boolean;
  /** group of the allergy, as people say it */
  readonly group: string;
}

/**
 * Do an allergy and an ingredient belong to one group (amoxicillin and ampicillin), or to one family (a penicillin and a
 * cephalosporin)?
 *
 * @returns the closer likeness, undefined where there is none
 * @source penicillins, cephalosporins and carbapenems share the beta-lactam ring and may cross-react: labels in use (from memory); reviewed by no pharmacist yet (unsure)
 */
export function groupLikeness(allergy: Ingredient, ingredient: Ingredient): GroupLikeness | undefined {
  const theirs = groupsOf(ingredient.name);
  const mine = groupsOf(allergy.name);
  const same = mine.find(({ id }) => theirs.some((one) => one.id === id));
  if (same !== undefined) return { isSame: true, isStrict: same.isStrict, group: same.name };
  const kin = mine.find(({ family }) => family !== undefined && theirs.some((one) => one.family === family));
  return kin === undefined ? undefined : { isSame: false, isStrict: false, group: kin.name };
}
