import type { StrategyDraft, StrategyView } from '../../../shared/strategy/strategy.ts';
import type { Company } from '../../testing/company.ts';
import type { OtherDoor } from './rule.ts';

/** The draft as it stands, or what it would begin with. */
async function draftOf({ olga }: Company) {
  const { draft } = (await olga.get<{ draft: StrategyDraft | null }>('strategy/draft')).body;
  return draft ?? { version: 0, choices: (await olga.get<StrategyView>('strategy')).body.choices };
}

export const others: Record<string, OtherDoor> = {
  'GET /api/v1/strategy': { asks: 'reader', use: () => ({ path: 'strategy' }) },
  'GET /api/v1/strategy/words': { asks: 'reader', use: () => ({ path: 'strategy/words' }) },
  'GET /api/v1/strategy/versions': { asks: 'reader', use: () => ({ path: 'strategy/versions' }) },
  'GET /api/v1/strategy/versions/:version': {
    asks: 'reader',
    use: () => ({ path: 'strategy/versions/0' }),
  },
  'GET /api/v1/strategy/draft': { asks: 'reader', use: () => ({ path: 'strategy/draft' }) },
  'POST /api/v1/strategy': {
    asks: 'owner',
    use: async ({ olga }) => {
      const { version, choices } = (await olga.get<StrategyView>('strategy')).body;
      return { path: 'strategy', body: { version, name: 'Ours', choices } };
    },
  },
  'PUT /api/v1/strategy/draft': {
    asks: 'manager',
    use: async (company) => {
      const { version, choices } = await draftOf(company);
      return { path: 'strategy/draft', body: { version, name: 'Ours', choices } };
    },
  },
  'DELETE /api/v1/strategy/draft': {
    asks: 'manager',
    use: async (company) => {
      const { version, choices } = await draftOf(company);
      const body = { version, name: 'Ours', choices };
      await company.olga.send('PUT', 'strategy/draft', { body });
      return { path: `strategy/draft?version=${version + 1}` };
    },
  },
};
