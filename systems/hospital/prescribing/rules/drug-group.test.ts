import { expect, test } from 'vitest';
import { groupLikeness } from './drug-group.ts';

test.each([
  ['Amoxicilin', 'Ampicilin', 'same strict'],
  ['Amoxicillin', 'Amoxicilin + acid clavulanic', 'same strict'],
  ['Dị ứng penicillin, nổi mề đay', 'Benzylpenicilin', 'same strict'],
  ['Phenoxymethylpenicillin', 'Oxacilin', 'same strict'],
  ['Cephalexin', 'Cefuroxim', 'same strict'],
  ['Meropenem', 'Imipenem + cilastatin*', 'same strict'],
  ['Amoxicilin', 'Cefixim', 'kin'],
  ['Cefaclor', 'Ampicilin', 'kin'],
  ['Penicilin', 'Meropenem', 'kin'],
  ['Nhóm beta-lactam', 'Cefadroxil', 'same strict'],
  ['Ciprofloxacin', 'Levofloxacin', 'same'],
  ['Erythromycin', 'Azithromycin', 'same'],
  ['Sulfadiazin', 'Sulfamethoxazol + trimethoprim', 'same'],
  ['Aspirin', 'Ibuprofen', 'same'],
  ['Acetylsalicylic acid', 'Diclofenac', 'same'],
  ['Amoxicilin', 'Azithromycin', undefined],
  ['Amoxicilin', 'Penicilamin', undefined],
  ['Sulfadiazin', 'Kẽm sulfat', undefined],
  ['Aspirin', 'Paracetamol (acetaminophen)', undefined],
  ['Gentamicin', 'Erythromycin', undefined],
  ['Hải sản', 'Cefixim', undefined],
  ['', '', undefined],
])('dị ứng %s, kê %s: %s', (allergy, drug, expected) => {
  const found = groupLikeness({ name: allergy }, { name: drug });
  const words =
    found === undefined ? undefined : [found.isSame ? 'same' : 'kin', found.isStrict ? 'strict' : ''].join(' ').trim();
  expect(words).toBe(expected);
});
