import { unwrap, type components } from '#libs/client';
import { CommandEnded, type CommandContext } from '../context.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { both } from '../rendering/words.js';
import { BrowserListener, type BrowserAnswer } from './browser-answer.js';

type BegunSignIn = components['schemas']['BegunSignIn'];

/** What proves to the service who signed in at the provider. */
export type SignInProof = BrowserAnswer & { readonly handle: string };

/** The provider of this name, or the only one there is. */
export async function chooseProvider(context: CommandContext, name: string | undefined): Promise<string> {
  if (name !== undefined) return name;
  const { items } = unwrap(await context.client.GET('/api/v1/identity-providers'));
  const [only, ...others] = items;
  if (only !== undefined && others.length === 0) return only.name;
  if (only === undefined) {
    throw new UsageError(
      '此服务没有设置身份提供方，请用密码登录 · This service has no identity providers; sign in with a password',
    );
  }
  const names = items.map((item) => item.name).join(', ');
  throw new UsageError(`请指定身份提供方：${names} · Name the identity provider: ${names}`);
}

/**
 * Has the person sign in at the provider, in the browser of their choice on this machine.
 *
 * @param begin asks the service to begin, for people who come back to this address
 * @throws CommandEnded where the person gives up · UsageError where nobody comes back in time
 */
export async function throughBrowser(
  context: CommandContext,
  begin: (redirectUri: string) => Promise<BegunSignIn>,
): Promise<SignInProof> {
  const listener = await BrowserListener.open();
  try {
    const { authorizationUrl, handle, expiresAt } = await begin(listener.redirectUri);
    const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
    // Before anything is told: whoever reads it may come back, or give up, at once.
    const milliseconds = Date.parse(expiresAt) - context.terminal.now().getTime();
    const answered = orEnd(context, listener.answer(state), milliseconds);
    context.note(
      `${both('在本机浏览器中打开此地址登录', 'open this address in a browser on this machine and sign in')}:`,
    );
    context.note(authorizationUrl);
    return { handle, ...(await answered) };
  } finally {
    listener.close();
  }
}

async function orEnd<T>({ terminal }: CommandContext, answered: Promise<T>, milliseconds: number): Promise<T> {
  let giveUp: () => void = () => undefined;
  let late: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    giveUp = terminal.onInterrupt(() => reject(new CommandEnded(EXIT.interrupted)));
    late = setTimeout(
      () => reject(new UsageError('登录超时，请重新开始 · Nobody came back in time; begin anew')),
      milliseconds,
    );
  });
  try {
    return await Promise.race([answered, ended]);
  } finally {
    clearTimeout(late);
    giveUp();
  }
}
