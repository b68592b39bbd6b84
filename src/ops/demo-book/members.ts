import { addDays, dayOf } from '../../domain/days.ts';
import type { Instant } from '../../domain/records.ts';
import type { BookMember } from '../book/schema.ts';

const SHANGHAI = { timeZone: 'Asia/Shanghai', language: 'zh' } as const;
const NEW_YORK = { timeZone: 'America/New_York', language: 'en' } as const;

/** Keys of those as whom the demo opens: sales in Shanghai, sales in New York, and the manager of both. */
export const DEMO_PEOPLE = ['chenjing', 'emily', 'zhou'] as const;

/** Our side: sales here and there, their manager, executives, finance, technology, service; one is leaving, one has left. */
export function demoMembers(now: Instant): BookMember[] {
  const inDays = (days: number, zone: string) => addDays(dayOf(now, zone), days);
  const members: (BookMember & { key: string })[] = [
    { key: 'xu', name: '徐敏', function: 'technology', role: 'admin', manager: 'lu', ...SHANGHAI },
    { key: 'lu', name: '陆振邦', function: 'executive', role: 'manager', ...SHANGHAI },
    { key: 'zhou', name: '周海涛', function: 'sales', role: 'manager', manager: 'lu', ...SHANGHAI },
    { key: 'chenjing', name: '陈静', function: 'sales', role: 'member', manager: 'zhou', ...SHANGHAI },
    { key: 'lin', name: '林晓', function: 'sales', role: 'member', manager: 'zhou', ...SHANGHAI },
    { key: 'qian', name: '钱慧', function: 'finance', role: 'member', manager: 'lu', ...SHANGHAI },
    {
      key: 'ma',
      name: '马超',
      function: 'service',
      role: 'member',
      manager: 'zhou',
      state: 'leaving',
      leavesOn: inDays(24, SHANGHAI.timeZone),
      ...SHANGHAI,
    },
    { key: 'sun', name: '孙悦', function: 'marketing', role: 'viewer', manager: 'zhou', ...SHANGHAI },
    { key: 'emily', name: 'Emily Carter', function: 'sales', role: 'member', manager: 'zhou', ...NEW_YORK },
    { key: 'david', name: 'David Morgan', function: 'executive', role: 'manager', manager: 'lu', ...NEW_YORK },
    { key: 'priya', name: 'Priya Nair', function: 'technology', role: 'member', manager: 'david', ...NEW_YORK },
    { key: 'omar', name: 'Omar Haddad', function: 'finance', role: 'member', manager: 'david', ...NEW_YORK },
    { key: 'tom', name: 'Tom Becker', function: 'service', role: 'member', manager: 'david', ...NEW_YORK },
    {
      key: 'jack',
      name: 'Jack Turner',
      function: 'sales',
      role: 'member',
      manager: 'zhou',
      state: 'left',
      leavesOn: inDays(-75, NEW_YORK.timeZone),
      ...NEW_YORK,
    },
  ];
  return members.map((member) => ({ ...member, email: `${member.key}@kam-demo.example` }));
}
