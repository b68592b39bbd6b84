import type { TableKind } from '../../ports/transfer.ts';
import type { TableField } from './fields.ts';

type Headers = { readonly [F in TableField]?: string };

const ACCOUNT =
  'Account|Account name|Company|Company name|Customer|Customer name|Client|Organization|Organisation|Organization name|Associated company|Associated companies|Company / Account|Company Account|Primary associated company|Associated Company (Primary)|Account Name: Account Name|Contact: Account Name|Deal - Organization|Person - Organization|Activity - Organization|Organization - Name';
const OWNER =
  'Account owner|Company owner|Organization - Owner|Organization owner|Key account manager|KAM|Account manager|Account Owner: Full Name';
const LOOSE_OWNER =
  'Owner|Contact owner|Owner name|Person - Owner|Owner full name|Contact Owner: Full Name|Sales owner';
const CURRENCY = 'Currency|Deal - Currency|Amount Currency|Currency ISO code|Order Currency|Deal currency code';

/** What the columns of English tables are called: our own first, then HubSpot's, Salesforce's and Pipedrive's, parted by |. */
export const headersEn: Readonly<Record<TableKind, Headers>> = {
  accounts: {
    account: `${ACCOUNT}|Name`,
    aliases: 'Aliases|Alias|Also known as|Short name|Trade name',
    kinds: 'Key account kind|Account kind|Account kinds',
    owner: `${OWNER}|Owner|Owner name|Sales owner`,
    backup: 'Backup|Backup owner|Deputy',
    team: 'Team|Account team|Team members',
    recipientClass: 'Recipient class|Ownership|Ownership type',
    recipientRule: 'Gift rule|Recipient rule',
    timeZone: 'Time zone|Timezone',
    archived: 'Archived',
    id: 'KAM ID',
  },
  contacts: {
    account: ACCOUNT,
    contact:
      'Contact|Contact name|Full name|Name|Person - Name|Person|Person name|Contact: Full Name|Contact Full Name',
    lastName: 'Last name|Surname|Family name|Person - Last name',
    firstName: 'First name|Given name|Person - First name',
    title: 'Title|Job title|Position|Person - Job title|Person - Title',
    department: 'Department|Person - Department',
    layer: 'Layer|Management layer|Level',
    roles: 'Buying roles|Buying role|Roles|Role|Procurement role',
    attitude: 'Attitude|Stance',
    weight: 'Weight|Decision weight',
    state: 'State|Contact state',
    email:
      'E-mail|Email|Email address|E-mail address|Person - Email - Work|Person - Email|Person - Email - Home|Person - Email - Other|Work email|Contact email',
    phone:
      'Mobile|Mobile phone|Mobile phone number|Cell|Cell phone|Person - Phone - Mobile|Phone|Phone number|Business phone|Telephone|Person - Phone - Work|Person - Phone|Person - Phone - Home|Person - Phone - Other|Work phone|Contact phone',
    birthday: 'Birthday|Birthdate|Date of birth|Person - Birthday',
    tastes: 'Tastes|Likes|Hobbies|Interests',
    taboos: 'Taboos|Dislikes',
    levels: 'Interpersonal levels|Levels|Interpersonal level|Relationship levels',
    kinds: 'Key account kind',
    owner: OWNER,
    contactOwner: LOOSE_OWNER,
    recipientClass: 'Recipient class',
    id: 'KAM ID',
  },
  interactions: {
    account: ACCOUNT,
    people:
      'Contacts|Contact|Contact name|Associated contact|Associated contacts|Name|Person|Activity - Contact person|Activity - Person|Contact person|Full name',
    members:
      'Members|Our people|Assigned to|Assigned|Activity assigned to|Activity - Assigned to user|Activity - Owner|Owner|Created by|Logged by|Activity - Creator|User',
    date: 'Date|Activity date|Activity - Due date|Activity - Marked as done time|Due date|Start|Start date|Activity - Add time|Timestamp|Create date|Meeting start time',
    time: 'Time|Activity - Due time|Start time|Activity time',
    kind: 'Kind|Type|Activity type|Activity - Type|Task type|Task subtype|Engagement type|Interaction type|Event type',
    subject: 'Subject|Activity - Subject|Activity subject|Call title|Meeting name|Email subject',
    note: 'Note|Notes|Comments|Full comments|Description|Body|Body preview|Note body|Call notes|Meeting notes|Activity - Note|Activity notes|Activity - Public description|Details',
    answered: 'Answered|Replied',
    occasion: 'Occasion',
    signals: 'Signals',
    amount: 'Value|Amount',
    currency: CURRENCY,
    nextStep: 'Next step|Next steps|Next action',
    nextDue: 'Next step due|Due|Next due|Next activity date',
    nextBy: 'Next step by|By whom',
    nextDone: 'Next step done|Next step done on|Done on',
    done: 'Done|Activity - Done|Status|Task status|Completed',
    id: 'KAM ID',
  },
  shares: {
    account: ACCOUNT,
    date: 'Date|As of|On',
    percent: 'Share (%)|Share|Share of wallet|Wallet share|Percent|Share of wallet (%)',
    low: 'Low|Lowest',
    high: 'High|Highest',
    ceiling: 'Ceiling|Attainable',
    source: 'Source|Note',
  },
  orders: {
    account: ACCOUNT,
    date: 'Order date|Order start date|Won time|Deal - Won time|Close date|Closed date|Date ordered|Date|Effective date',
    amount:
      'Amount|Order amount|Total|Deal - Value|Deal value|Order total|Total amount|Value|Amount in company currency',
    currency: CURRENCY,
    product:
      'Product|Product name|Deal - Title|Deal name|Opportunity name|Products|Item|Order name|Deal - Product name',
    won: 'Deal stage|Stage|Deal - Status|Deal status|Won|Is closed won',
  },
  facts: {
    account: ACCOUNT,
    kind: 'Fact kind|Kind of fact',
    what: 'Fact|What is shared|Integration or alliance',
    date: 'From|Since|Start|Start date|Begins|Date',
    until: 'Until|To|End|End date|Ends',
  },
};
