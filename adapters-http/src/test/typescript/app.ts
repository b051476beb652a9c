// What an app does with the generated client. It has to compile, and each line that expects an error has to be one.
import {
  AccountApi,
  CharactersApi,
  Configuration,
  DeviceType,
  NotificationKind,
  NotificationsApi,
  ProblemFromJSON,
  ResponseError,
  SignInApi,
  SkillsApi,
  Theme,
} from '../client';
import type { Notification, Problem, Settings, Token } from '../client';

const basePath = 'https://nomad.example.org';

export async function signIn(code: string, codeVerifier: string): Promise<Configuration> {
  const token: Token = await new SignInApi(new Configuration({ basePath })).redeemCode({
    tokenRequest: { code, codeVerifier, device: { type: DeviceType.Android, pushToken: null } },
  });
  const expiresAt: Date = token.expiresAt;
  console.log(`signed in as ${token.userId} until ${expiresAt.toISOString()}`);
  return new Configuration({ basePath, accessToken: token.token });
}

// Every kind has its words; one that is forgotten does not compile.
export function headline(notification: Notification): string {
  const { kind, data } = notification;
  switch (kind) {
    case NotificationKind.SkillComplete:
      return `skill ${data.skillId} is at level ${data.level}`;
    case 'skill_queue_ending':
    case 'skill_queue_empty':
      return 'train something';
    case 'market_order_filled':
    case 'market_order_expired':
      return `order ${data.orderId}`;
    case 'industry_job_complete':
      return `job ${data.jobId}`;
    case 'pi_extractor_expired':
    case 'pi_extractor_ending':
      return `planet ${data.planetId}`;
    case 'eve_mail_received':
      return `mail ${data.mailId}`;
    case 'reauthorization_needed':
      return 'sign in again';
    case 'test':
      return 'it works';
    default: {
      const never: never = kind;
      return never;
    }
  }
}

export async function unread(session: Configuration): Promise<string[]> {
  const api = new NotificationsApi(session);
  const titles: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await api.listNotifications({ status: 'sent', limit: 100, cursor: cursor ?? undefined });
    for (const notification of page.items) {
      const about: number | null = notification.characterId;
      const readAt: Date | null = notification.readAt;
      titles.push(`${about ?? 'account'}: ${headline(notification)} ${readAt?.toISOString() ?? ''}`);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return titles;
}

export async function quietNights(session: Configuration): Promise<Settings> {
  return new AccountApi(session).changeSettings({
    settingsPatch: {
      theme: Theme.Dark,
      language: 'de',
      defaultCharacterId: null,
      notifications: {
        quietHours: { from: '22:30', to: '07:00', timeZone: 'Europe/Berlin' },
        leadTimes: { queueEndingMinutes: null },
      },
    },
  });
}

export async function trainingEnds(session: Configuration): Promise<Map<string, Date | null>> {
  const ends = new Map<string, Date | null>();
  for (const character of (await new CharactersApi(session).listCharacters()).items) {
    if (character.grant.state === 'valid') {
      const queue = await new SkillsApi(session).getSkillQueue({ characterId: character.characterId });
      ends.set(character.name, queue.endsAt);
    }
  }
  return ends;
}

export async function why(failure: unknown): Promise<Problem['code'] | undefined> {
  return failure instanceof ResponseError ? ProblemFromJSON(await failure.response.json()).code : undefined;
}

export async function whatMustNotCompile(session: Configuration): Promise<void> {
  const account = new AccountApi(session);
  // @ts-expect-error there is no such theme
  await account.changeSettings({ settingsPatch: { theme: 'purple' } });
  // @ts-expect-error a theme is never null
  await account.changeSettings({ settingsPatch: { theme: null } });
  // @ts-expect-error there is no such setting
  await account.changeSettings({ settingsPatch: { volume: 11 } });
  // @ts-expect-error there is no such kind
  await new NotificationsApi(session).listNotifications({ kind: 'gossip' });
  const page = await new NotificationsApi(session).listNotifications();
  // @ts-expect-error the last page has no cursor
  const next: string = page.nextCursor;
  // @ts-expect-error ids are numbers
  await new CharactersApi(session).getCharacter({ characterId: 'Pilot 1' });
  console.log(next);
}
