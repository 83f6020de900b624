export interface ReactionKind {
  readonly code: string;
  readonly name: string;
  readonly en: string;
  /** may lie in the donation: the other bags of it are held */
  readonly isOfDonation?: true;
}

/**
 * What a transfusion does to somebody.
 *
 * @source ISBT working party on haemovigilance, definitions of non-infectious reactions (secondary)
 */
export const reactionKinds: readonly ReactionKind[] = [
  { code: 'fever', name: 'Sốt, rét run không tan máu', en: 'Febrile non-haemolytic' },
  { code: 'allergic', name: 'Dị ứng, mày đay', en: 'Allergic' },
  { code: 'anaphylactic', name: 'Phản vệ', en: 'Anaphylactic' },
  { code: 'haemolytic', name: 'Tan máu cấp', en: 'Acute haemolytic' },
  { code: 'bacterial', name: 'Nghi nhiễm khuẩn', en: 'Suspected bacterial', isOfDonation: true },
  { code: 'overload', name: 'Quá tải tuần hoàn (TACO)', en: 'Circulatory overload (TACO)' },
  { code: 'lung', name: 'Tổn thương phổi cấp (TRALI)', en: 'Acute lung injury (TRALI)', isOfDonation: true },
  { code: 'hypotensive', name: 'Tụt huyết áp', en: 'Hypotensive' },
  { code: 'other', name: 'Khác, chưa rõ', en: 'Other, not clear' },
];

export interface ReactionStep {
  readonly task: string;
  readonly text: string;
  /** done by the blood bank, not by the ward */
  readonly isForBank: boolean;
}

/** the step that keeps the next bag from being started */
export const REACTION_CHECK = 'blood-reaction-check';

/**
 * What follows a reaction, for everybody who is needed.
 *
 * @source TT 26/2013/TT-BYT, handling of reactions (exists: verified; article: unsure); order of steps: practice (from memory)
 */
export const reactionSteps: readonly ReactionStep[] = [
  {
    task: 'blood-reaction-line',
    text: 'Giữ đường truyền bằng NaCl 0,9%, mời bác sĩ, đo lại sinh hiệu',
    isForBank: false,
  },
  { task: 'blood-reaction-labels', text: 'Đối chiếu lại vòng tay, nhãn túi máu, phiếu truyền máu', isForBank: false },
  {
    task: 'blood-reaction-samples',
    text: 'Gửi túi máu còn lại, mẫu máu sau truyền, nước tiểu về ngân hàng máu',
    isForBank: false,
  },
  { task: REACTION_CHECK, text: 'Định lại nhóm máu hai mẫu, Coombs trực tiếp, hòa hợp lại', isForBank: true },
  { task: 'blood-reaction-report', text: 'Báo cáo hội đồng truyền máu và nơi cung cấp máu', isForBank: true },
];
