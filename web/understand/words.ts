import type { LegalGround, SensitiveSubject } from '../../shared/understand/confidences.ts';
import type { MessageId } from '../locales/ids.ts';

export const subjectMessages: Record<SensitiveSubject, MessageId> = {
  health: 'understand.subject.health',
  belief: 'understand.subject.belief',
  politics: 'understand.subject.politics',
  'family trouble': 'understand.subject.familyTrouble',
  'third person': 'understand.subject.thirdPerson',
};

export const groundMessages: Record<LegalGround, MessageId> = {
  consent: 'understand.ground.consent',
  vital: 'understand.ground.vital',
  public: 'understand.ground.public',
  claims: 'understand.ground.claims',
  contract: 'understand.ground.contract',
  interest: 'understand.ground.interest',
};
