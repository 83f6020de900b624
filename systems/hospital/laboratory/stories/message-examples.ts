/** Results as another laboratory sends them; tests play them, the message catalog prints them. */
export const outsideExamples = [
  {
    on: 'ORU^R01',
    title: 'Kết quả của phòng xét nghiệm khác',
    text: [
      'MSH|^~\\&|LIS|PXN MAU|LIENMACH||20260302100000+0700||ORU^R01^ORU_R01|VD0201|P|2.5.1',
      'PID|1||099180000901^^^CCCD^NI||NGUYỄN^AN^VĂN||19800509|M',
      'OBR|1|C1|P1|SH^Sinh hóa máu^L|||20260302072800',
      'OBX|1|NM|GLU^Glucose^L||5.40|mmol/L|3.9-6.4|N|||F',
      'OBX|2|NM|2823-3^Kali^LN||4.1|mmol/L|||||F',
    ],
    makes: ['Observation', 'DiagnosticReport'],
  },
  {
    on: 'OUL^R22',
    title: 'Kết quả theo mẫu bệnh phẩm',
    text: [
      'MSH|^~\\&|LIS|PXN MAU|LIENMACH||20260302110000+0700||OUL^R22^OUL_R22|VD0202|P|2.5.1',
      'PID|1||099180000901^^^CCCD^NI||NGUYỄN^AN^VĂN||19800509|M',
      'SPM|1|M1||SER^Huyết thanh^HL70487|||||||||||||20260302072800',
      'OBR|1||P2|CRP^CRP^L',
      'OBX|1|SN|CRP^CRP^L||<^0.5|mg/L|||||F',
    ],
    makes: ['Observation', 'DiagnosticReport'],
  },
] as const;
