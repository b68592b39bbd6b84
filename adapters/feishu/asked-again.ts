import type { Member } from '../../src/domain/records.ts';
import type { InboxItem } from '../../src/ports/queues.ts';
import type { Answer, Content, Router } from '../../src/router/messages.ts';

interface Job {
  readonly router: Pick<Router, 'handle'>;
  readonly item: Pick<InboxItem, 'receivedAt'>;
  readonly member: Pick<Member, 'id'>;
}

/**
 * The answer to a form that was handed in, with a form to hand in once more where it was refused: where the core has none to offer,
 * because it was wrong as a whole or a button settles it, the one of the command with all that was filled in.
 */
export async function askedAgain(answer: Answer, content: Content, { router, item, member }: Job): Promise<Answer> {
  const { reply } = answer;
  if (answer.ok || !('call' in content) || reply.blocks.some(({ kind }) => kind === 'form')) return answer;
  const asked = await router.handle({
    ...{ memberId: member.id, platform: 'feishu', place: 'dm', at: item.receivedAt },
    content: { form: content.call },
  });
  if (!asked.ok) return answer;
  const forms = asked.reply.blocks.filter(({ kind }) => kind === 'form');
  return { ...answer, reply: { ...reply, blocks: [...reply.blocks, ...forms] } };
}
