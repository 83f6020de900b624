import type { Random } from '../random.ts';

/** A word and how many of a thousand bear it; what is left over is spread over the rare ones. */
type Weighted = readonly (readonly [word: string, share: number])[];

const families: Weighted = [
  ['Nguyễn', 318],
  ['Trần', 108],
  ['Lê', 92],
  ['Phạm', 69],
  ['Hoàng', 32],
  ['Huỳnh', 28],
  ['Phan', 43],
  ['Vũ', 21],
  ['Võ', 26],
  ['Đặng', 20],
  ['Bùi', 20],
  ['Đỗ', 15],
  ['Hồ', 13],
  ['Ngô', 13],
  ['Dương', 10],
  ['Lý', 5],
  ['Đinh', 7],
  ['Trịnh', 5],
  ['Trương', 8],
  ['Đoàn', 5],
  ['Lương', 4],
  ['Mai', 4],
  ['Cao', 4],
  ['Lâm', 4],
];
const rareFamilies =
  'Tạ Tô Quách Thái Châu Kiều La Lưu Mạc Nghiêm Ninh Phùng Quản Sầm Tăng Thạch Tống Triệu Từ Uông Văn Viên Vương Xa Chu Chử Doãn Giáp Hà Khuất Khúc Lã Lò Vàng Thào Giàng Kpă Ksor Siu Rơ'.split(
    ' ',
  );

const maleGiven: Weighted = [
  ['Hùng', 26],
  ['Dũng', 26],
  ['Tuấn', 30],
  ['Minh', 30],
  ['Hải', 22],
  ['Thành', 24],
  ['Huy', 24],
  ['Nam', 24],
  ['Long', 20],
  ['Sơn', 18],
  ['Đức', 20],
  ['Cường', 20],
  ['Bình', 14],
  ['Quang', 16],
  ['Trung', 16],
  ['Hiếu', 16],
  ['Khánh', 12],
  ['Đạt', 16],
  ['Bảo', 14],
  ['Phong', 14],
  ['Thắng', 16],
  ['Kiên', 12],
  ['Lâm', 10],
  ['Phúc', 14],
  ['Quân', 14],
  ['Tâm', 10],
  ['Tùng', 14],
  ['Việt', 12],
  ['Vinh', 10],
  ['Anh', 30],
  ['Hòa', 10],
  ['An', 12],
];
const femaleGiven: Weighted = [
  ['Anh', 34],
  ['Hương', 28],
  ['Hoa', 26],
  ['Lan', 26],
  ['Linh', 34],
  ['Mai', 22],
  ['Nga', 18],
  ['Hồng', 20],
  ['Hạnh', 18],
  ['Thủy', 24],
  ['Thu', 18],
  ['Yến', 16],
  ['Ngọc', 20],
  ['Nhung', 14],
  ['Hằng', 20],
  ['Hiền', 20],
  ['Loan', 14],
  ['Phương', 28],
  ['Thảo', 26],
  ['Trang', 28],
  ['Hà', 24],
  ['Vân', 18],
  ['Vy', 12],
  ['My', 10],
  ['Chi', 12],
  ['Giang', 10],
  ['Tuyết', 12],
  ['Xuân', 10],
  ['Hòa', 8],
  ['Trâm', 8],
  ['Ngân', 12],
  ['Quỳnh', 10],
];
const rareGiven =
  'Ẩn Ban Bền Bích Bưởi Cảnh Cát Chiến Chinh Chương Công Cúc Dần Diễm Diệp Diệu Doanh Duy Duyên Đào Đăng Điệp Định Đoan Đông Gấm Hậu Hoan Hoạt Huệ Huyền Hưng Khang Khoa Khôi Kim Kỳ Lài Lệ Liên Liễu Lộc Lợi Luân Lụa Lực Lượng Ly Lý Mận Miên Mỹ Mùi Mừng Năm Nghĩa Nguyên Nguyệt Nhàn Nhã Nhật Nhi Như Ninh Oanh Phát Phi Phú Phụng Phước Quế Quý Quyên Quyết Sáng Sáu Sen Sinh Sỹ Tài Tám Tân Tấn Thạch Thái Thanh Thật Thi Thiện Thoa Thoại Thông Thơ Thời Thuận Thức Thương Tiến Tiệp Tình Tín Toàn Toản Tố Tới Tri Trí Triều Trinh Trọng Trúc Trưởng Tú Tuệ Tuyên Tường Tý Út Vi Viên Vĩ Vũ Vượng Xoan Xuyến Ý'.split(
    ' ',
  );

const maleMiddles: Weighted = [
  ['Văn', 420],
  ['Hữu', 60],
  ['Đức', 60],
  ['Minh', 60],
  ['Quang', 50],
  ['Thanh', 45],
  ['Xuân', 35],
  ['Công', 30],
  ['Đình', 40],
  ['Ngọc', 40],
  ['Anh', 20],
  ['Gia', 30],
  ['Quốc', 35],
  ['Thế', 25],
  ['Trọng', 20],
  ['Hoàng', 20],
];
const femaleMiddles: Weighted = [
  ['Thị', 550],
  ['Ngọc', 70],
  ['Thu', 50],
  ['Thanh', 50],
  ['Minh', 40],
  ['Kim', 40],
  ['Bích', 25],
  ['Hồng', 30],
  ['Phương', 30],
  ['Thùy', 20],
  ['Khánh', 20],
  ['Bảo', 15],
  ['Mai', 15],
  ['Quỳnh', 15],
];

/** @param whole  what all shares together would be; the rest falls to the rare ones */
function pickWeighted(random: Random, words: Weighted, whole: number, rare: readonly string[]): string {
  let at = random.next() * whole;
  for (const [word, share] of words) {
    at -= share;
    if (at < 0) return word;
  }
  return random.pick(rare);
}

export type Sex = 'male' | 'female';

export const pickFamily = (random: Random): string => pickWeighted(random, families, 1000, rareFamilies);

export const pickGiven = (random: Random, sex: Sex): string =>
  pickWeighted(random, sex === 'male' ? maleGiven : femaleGiven, 1000, rareGiven);

/** None for few, one for most, two for some. */
export function pickMiddles(random: Random, sex: Sex): string[] {
  const one = () => pickWeighted(random, sex === 'male' ? maleMiddles : femaleMiddles, 1000, ['Như', 'Tiến', 'Nhật']);
  const first = one();
  const chance = random.next();
  if (chance < 0.05) return [];
  if (chance < 0.8) return [first];
  const second = one();
  return first === second ? [first] : [first, second];
}
