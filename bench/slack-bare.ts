/** A Bolt app that acknowledges `/kam` and does nothing: `slack-bare.ts SECRET`. Says `ready PORT`. */
import bolt from '@slack/bolt';

const [, , signingSecret = ''] = process.argv;
const app = new bolt.App({
  receiver: new bolt.HTTPReceiver({ signingSecret, endpoints: '/slack/events' }),
  authorize: async () => ({ botToken: 'xoxb-none', botId: 'B0', botUserId: 'U0' }),
  convoStore: false,
  deferInitialization: true,
});
app.command('/kam', ({ ack }) => ack());
await app.init();
const server = await app.start({ port: 0, host: '127.0.0.1' });
const address = server.address();
console.log(`ready ${typeof address === 'object' && address !== null ? address.port : 0}`);
