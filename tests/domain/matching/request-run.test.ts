import { objectionToMatching } from '../../../src/domain/matching/request-run.ts';

test('nobody is asked to close an enrolment that is long over', () => {
  expect(objectionToMatching('enrolling')?.fault.message).toMatch(/^Close the enrolment/);
  expect(objectionToMatching('closed')?.fault.message).toMatch(/is over/);
  expect(objectionToMatching('running')).toBeNull();
});
