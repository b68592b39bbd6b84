import { capitalised } from '../format.ts';

/** The org map, its gaps, and what moved (docs/method.md §6, §7). */
export const map = {
  title: (account: string, people: number, key: number) =>
    `${account}: ${people} ${people === 1 ? 'contact' : 'contacts'}, ${key} key ${key === 1 ? 'person' : 'people'}`,
  seat: (known: number, links: number, who: string) =>
    links === 0 ? `${known} known, none in touch` : `${known} known; ${links} active: ${who}`,
  nobody: 'Nobody on record fits.',
  activeLinks: 'In touch with',
  faded: '(old)',
  imported: 'imported',
  differently: (contact: string, views: string) => `${contact} is seen differently. ${capitalised(views)}`,
  noAttitude: 'no attitude known',
  label: { shape: 'Shape of the tie', support: 'Support, −1 to +1', findings: 'Gaps', repair: 'What mends it' },
  filter: {
    opposed: 'against us',
    supporters: 'for us',
    deciders: 'who decides',
    'key-people': 'key people',
    linked: 'we are in touch with',
    unlinked: 'we are not in touch with',
    gone: 'who left',
  },
  shape: { none: 'none', 'bow-tie': 'bow-tie', bridge: 'bridge', diamond: 'diamond' },
  cut: (count: number, names: string) =>
    count === 1 ? `all of it goes with ${names}` : `all of it would go with ${names} (${count} people)`,
  finding: {
    'single-thread-ours': (member: string) =>
      `Only ${member} of ours is in touch: if ${member} leaves, nothing is left.`,
    'single-thread-theirs': (contact: string) => `Everything runs through ${contact} on their side.`,
    'top-only': 'We talk with the decision layer only; nobody tells us how the work really goes.',
    'bottom-only': 'We talk with nobody who decides, though they are known.',
    'blind-department': (department: string) =>
      `Nobody of ours is in touch with ${department}, which has a say in the purchase.`,
    vacancy: (contact: string, since: string | null, successor: string | null) =>
      `${contact} has gone${since === null ? '' : ` (${since})`}, and ${successor === null ? 'no successor is named' : `nobody is in touch with ${successor}, the successor`}.`,
    'unknown-decider': 'Nobody who decides is known.',
    'opposed-key-person': (contact: string, attitude: string) =>
      `${contact}, who weighs in the decision, ${attitude} us.`,
  },
  ofOurs: (place: string) => `somebody of our ${place}`,
  ofTheirs: (seat: string) => `somebody new (${seat})`,
  introduce: (ours: string, theirs: string, via: string | null) =>
    `Introduce ${ours} to ${theirs}${via === null ? '' : `, through ${via}`}`,
  diff: {
    title: (account: string, from: string, to: string) => `${account}: what moved from ${from} to ${to}`,
    none: 'Nothing moved.',
    because: 'because of',
    /** Behind what moved. */
    moved: (how: string) => `: ${how}`,
    arrow: (before: string, after: string) => `${before} → ${after}`,
    began: (condition: string) => `Now holds: ${condition}`,
    ceased: (condition: string) => `Holds no more: ${condition}`,
    appeared: (finding: string) => `New gap: ${finding}`,
    vanished: (finding: string) => `Gap closed: ${finding}`,
    becameKey: (contact: string) => `${contact} is a key person now`,
    ceasedKey: (contact: string) => `${contact} is no key person any more`,
    opened: (member: string, contact: string) => `${member} and ${contact} are in touch now`,
    closed: (member: string, contact: string) => `${member} and ${contact} are no longer in touch`,
    label: { keyPeople: 'Key people', support: 'Support' },
  },
  trait: {
    department: 'department',
    layer: 'layer',
    roles: 'roles',
    attitude: 'attitude',
    weight: 'weight',
    state: 'state',
  },
  cause: {
    interaction: (member: string, contact: string, on: string) => `${member} with ${contact}, ${on}`,
    cold: (member: string, contact: string, on: string) => `${member} and ${contact} last talked on ${on}`,
    left: (member: string) => `${member} has left us`,
    level: (member: string, contact: string, level: number) => `${member} stated level ${level} with ${contact}`,
    trait: (contact: string, field: string, value: string) => `${contact}: ${field} ${value}`,
    compared: (percent: string, on: string) => `compared with ${percent}% on ${on}`,
    stillVacant: (contact: string) => `${contact}'s place has stayed empty`,
  },
  whatif: {
    title: (account: string) => `${account}: if that were so (nothing was written)`,
    same: 'Nothing would move.',
  },
  why: { title: (account: string) => `${account}: every condition, and the records behind it`, note: 'note' },
};
