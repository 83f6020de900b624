import { expect, test } from 'vitest';
import { type AppDraft, checkApp } from './app-draft.ts';

const app: AppDraft = {
  id: 'huyet-ap',
  display: 'Theo dõi huyết áp',
  proof: 'none',
  scope: 'launch/patient openid fhirUser patient/Observation.rs',
  redirectUris: ['https://ung-dung.example/xong'],
  roles: [],
};
const service: AppDraft = {
  id: 'kho-du-lieu',
  display: 'Kho dữ liệu',
  proof: 'keys',
  scope: 'system/*.rs',
  redirectUris: [],
  roles: ['records-clerk'],
  jwks: '{"keys":[{"kty":"EC"}]}',
};

test.each<[string, AppDraft]>([
  ['ứng dụng không giữ được bí mật', app],
  ['ứng dụng giữ bí mật', { ...app, proof: 'secret', launchUri: 'https://ung-dung.example/mo' }],
  ['ứng dụng chạy trên máy của người dùng', { ...app, redirectUris: ['http://127.0.0.1:4000/xong'] }],
  ['phần mềm ký bằng khóa', service],
  ['phần mềm có địa chỉ khóa', { ...service, jwks: undefined, jwksUri: 'https://kho.example/jwks' }],
  ['phần mềm giữ bí mật', { ...service, proof: 'secret', jwks: undefined }],
])('%s: được', (_name, draft) => {
  expect(() => checkApp(draft)).not.toThrow();
});

test.each<[string, AppDraft, string]>([
  ['mã có dấu cách', { ...app, id: 'huyet ap' }, 'appId'],
  ['mã của chính nhà', { ...app, id: 'lienmach-web' }, 'appId'],
  ['không tên', { ...app, display: ' ' }, 'nameMissing'],
  ['không phạm vi', { ...app, scope: ' ' }, 'appScope'],
  ['người dùng mà đòi system', { ...app, scope: 'system/*.rs' }, 'appScope'],
  ['phần mềm mà đòi user', { ...service, scope: 'user/*.rs' }, 'appScope'],
  ['phạm vi sai thứ tự chữ', { ...app, scope: 'patient/Observation.sr' }, 'appScope'],
  ['phạm vi trống quyền', { ...app, scope: 'patient/Observation.' }, 'appScope'],
  ['địa chỉ không mã hóa', { ...app, redirectUris: ['http://ung-dung.example/'] }, 'appAddress'],
  ['địa chỉ có dấu thăng', { ...app, redirectUris: ['https://ung-dung.example/#a'] }, 'appAddress'],
  ['địa chỉ là mã lệnh', { ...app, launchUri: 'javascript:alert(1)' }, 'appAddress'],
  ['địa chỉ khóa không mã hóa', { ...service, jwks: undefined, jwksUri: 'http://kho.example/jwks' }, 'appAddress'],
  ['phần mềm không chứng minh gì', { ...service, proof: 'none', jwks: undefined }, 'appProof'],
  ['hai cách khóa cùng lúc', { ...service, jwksUri: 'https://kho.example/jwks' }, 'appProof'],
  ['khóa riêng bị gửi lên', { ...service, jwks: '{"keys":[{"kty":"EC","d":"x"}]}' }, 'appProof'],
  ['khóa không đọc được', { ...service, jwks: '{' }, 'appProof'],
  ['phần mềm làm quản trị', { ...service, roles: ['administrator'] }, 'appRoles'],
  ['phần mềm không vai trò', { ...service, roles: [] }, 'appRoles'],
  ['ứng dụng của người mà có vai trò riêng', { ...app, roles: ['doctor'] }, 'appRoles'],
])('%s: không được', (_name, draft, code) => {
  expect(() => checkApp(draft)).toThrow(expect.objectContaining({ code: `administration.${code}` }));
});
