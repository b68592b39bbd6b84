import type { Member } from '../domain/records.ts';
import { answer, fieldsOf, undoButton } from './answer.ts';
import { bookMember } from './book-shapes.ts';
import type { CommandContext } from './context.ts';

type Input = Readonly<Record<string, unknown>>;

/** Everybody in the book. */
export async function listMembers(context: CommandContext, input: Input) {
  const members = await context.views.all('member');
  const { answers, words } = context.messages;
  return answer({
    title: answers.membersCount(members.length),
    data: { members: await Promise.all(members.map((one) => bookMember(one, context))) },
    input,
    blocks: [
      {
        kind: 'table',
        columns: [answers.column.name, answers.column.key, answers.column.function, answers.column.role].map(
          (label) => ({ label }),
        ),
        rows: members.map((one) => [one.name, one.key, words.department[one.function], words.role[one.role]]),
      },
    ],
  });
}

/** One of them; with what was changed, the button that takes it back. */
export async function showMember(one: Member, context: CommandContext, input: Input, changeId: string | null) {
  const { words, answers } = context.messages;
  const { column } = answers;
  const manager = one.managerId === null ? null : await context.expect('member', one.managerId);
  return answer({
    title: one.name,
    data: await bookMember(one, context),
    input,
    tone: changeId === null ? 'neutral' : 'good',
    blocks: [
      ...fieldsOf([
        [column.key, one.key],
        [column.function, words.department[one.function]],
        [column.role, words.role[one.role]],
        [column.manager, manager?.name],
        [column.state, words.memberState[one.state]],
        [column.timeZone, one.timeZone],
        [column.language, words.language[one.language]],
      ]),
      ...undoButton(context, changeId),
    ],
  });
}
