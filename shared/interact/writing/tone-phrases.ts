import { words } from '../capture/words.ts';

export const toneKinds = ['pressure', 'pleading', 'urgency', 'familiarity', 'blame'] as const;
export type ToneKind = (typeof toneKinds)[number];

export interface Phrase {
  /** Its reason and its better way stand under this name with the pages' words. */
  id: (typeof phraseIds)[number];
  kind: ToneKind;
  pattern: RegExp;
  /** What makes the same words ordinary in their sentence. */
  unless?: RegExp;
}

export const phraseIds = [
  'ultimatum',
  'noChoice',
  'lastWarning',
  'manyAsked',
  'begging',
  'smallness',
  'lastChance',
  'onlyToday',
  'almostGone',
  'everyoneBuys',
  'missOut',
  'dearFriend',
  'knowYou',
  'betweenUs',
  'yourFault',
  'asISaid',
  'neverAnswer',
  'disappointed',
] as const;

export const phrases: readonly Phrase[] = [
  {
    id: 'ultimatum',
    kind: 'pressure',
    pattern: words(
      "(?:or else|otherwise) (?:i|we)(?:[’']ll| will| shall) (?:have to|be forced to|no longer)|take it or leave it|(?:this is|that is|that[’']s) (?:my|our) (?:final|last) (?:word|offer)|(?:sonst|andernfalls) (?:sehe ich mich|sehen wir uns|bin ich|sind wir) (?:gezwungen|genötigt)|friss oder stirb|(?:das ist )?(?:mein|unser) letztes (?:wort|angebot)",
    ),
  },
  {
    id: 'noChoice',
    kind: 'pressure',
    pattern: words(
      "you (?:really )?(?:have no (?:other )?choice|(?:can[’']?t|cannot) (?:afford|say no|refuse))|you (?:must|have to|need to) (?:decide|sign|order|commit|buy) (?:now|today|immediately|right away)|sie (?:haben|hätten) keine (?:andere )?wahl|sie (?:können|dürfen) (?:es sich |sich das )?nicht (?:leisten|ablehnen|nein sagen)|sie müssen (?:sich )?(?:jetzt|heute|sofort|umgehend) (?:entscheiden|unterschreiben|bestellen|kaufen)|du musst (?:dich )?(?:jetzt|heute|sofort) (?:entscheiden|unterschreiben|bestellen|kaufen)",
    ),
  },
  {
    id: 'lastWarning',
    kind: 'pressure',
    pattern: words(
      '(?:final|last) (?:warning|notice)|(?:i|we) (?:strongly )?(?:insist|demand) (?:that you|on your)|letzte (?:warnung|mahnung|aufforderung)|(?:ich|wir) (?:bestehe|bestehen|verlange|verlangen) (?:mit nachdruck )?(?:darauf|dass sie|von ihnen)|(?:mit )?allem nachdruck',
    ),
  },
  {
    id: 'manyAsked',
    kind: 'pressure',
    pattern: words(
      "(?:i|we)(?:[’']ve| have) (?:now )?(?:asked|written|e-?mailed|called|reminded) you (?:(?:three|four|five|several|many|countless|\\d+) times|again and again|repeatedly)|for the (?:third|fourth|fifth|umpteenth) time|(?:ich|wir) (?:habe|haben) (?:sie|dich|euch|ihnen|dir) (?:nun |jetzt |schon |bereits )*(?:mehrfach|mehrmals|wiederholt|zum (?:dritten|vierten|x-ten) mal|(?:drei|vier|fünf)mal|x-mal)|zum (?:dritten|vierten|fünften|x-ten|wiederholten) mal",
    ),
  },
  {
    id: 'begging',
    kind: 'pleading',
    pattern: words(
      "(?:i|we) (?:really |truly |desperately )?(?:beg|implore) (?:you|of you)|(?:i[’']m|i am|we are|we[’']re) (?:begging|desperate|pleading)|please,? please|(?:it|this|that) would (?:really )?(?:save|mean the world to) (?:me|us)|(?:ich|wir) (?:flehe|flehen) (?:sie|dich|euch)|bitte,? bitte|(?:ich|wir) (?:bin|sind|wäre|wären) (?:völlig )?(?:verzweifelt|auf sie angewiesen)|(?:ich|wir) (?:brauche|brauchen) diesen auftrag (?:dringend|unbedingt|wirklich)|(?:i|we) (?:really|desperately|badly) need this (?:order|deal|sale|contract)",
    ),
  },
  {
    id: 'smallness',
    kind: 'pleading',
    pattern: words(
      "sorry (?:to|for) (?:bother|bothering|disturb|disturbing|trouble|troubling|pester|pestering)(?: you)?(?: (?:again|once more|yet again))|(?:i|we) (?:hate|don[’']t (?:want|mean)) to (?:bother|pester|annoy|nag)(?: you)?|(?:i )?know (?:you[’']re|you are) (?:very|so|extremely|incredibly) busy,? but|entschuldigen sie,? dass ich (?:schon wieder|noch ?einmal|erneut) (?:störe|nerve|schreibe)|(?:ich|wir) (?:möchte|möchten|will|wollen) (?:sie |dich |euch )?(?:wirklich )?nicht (?:nerven|belästigen|lästig (?:sein|fallen)|aufdringlich sein)|ich weiß,? (?:dass )?sie (?:sind )?(?:sehr|so|furchtbar) (?:viel zu tun haben|beschäftigt(?: sind)?),? aber",
    ),
  },
  {
    id: 'lastChance',
    kind: 'urgency',
    pattern: words(
      "(?:your |the )?(?:very )?last chance|once[- ]in[- ]a[- ]lifetime|act (?:now|fast|today)|don[’']?t (?:wait|delay|hesitate),? (?:act|order|buy|sign)|now or never|(?:ihre |die )?(?:aller)?letzte (?:chance|gelegenheit)|einmalige (?:chance|gelegenheit)|jetzt oder nie|(?:schlagen|greifen) sie (?:jetzt|schnell|sofort) zu|nur wer schnell ist|sichern sie sich jetzt",
    ),
  },
  {
    id: 'onlyToday',
    kind: 'urgency',
    pattern: words(
      '(?:only|just) (?:for )?today(?=[.!,]|\\s+(?:and|at|you|for)\\b)|today only|(?:this )?(?:offer|price|discount) (?:expires|ends|is gone) (?:soon|tonight|today|at midnight|in a few hours)|(?:limited[- ]time|time[- ]limited) (?:offer|deal|price|discount)|nur (?:noch )?heute(?! (?:abend|vormittag|nachmittag|morgen|früh|kurz))|nur für kurze zeit|(?:angebot|preis|rabatt) (?:endet|läuft|verfällt) (?:bald|heute nacht|in wenigen stunden)(?: ab| aus)?',
    ),
  },
  {
    id: 'almostGone',
    kind: 'urgency',
    pattern: words(
      "(?:almost|nearly) (?:gone|sold out)|(?:selling|going) (?:out )?fast|while (?:stocks|supplies) last|before it[’']?s too late|(?:fast|beinahe) (?:vergriffen|ausverkauft|weg)|solange der vorrat reicht|(?:geht|gehen) weg wie warme semmeln|bevor es zu spät ist",
    ),
  },
  {
    id: 'everyoneBuys',
    kind: 'pressure',
    pattern: words(
      '(?:everyone|everybody) (?:else )?(?:has|is) (?:already )?(?:buying|bought|ordered|switched|signed)|your competitors (?:are|have) (?:already|all)|alle anderen (?:haben|sind) (?:schon|bereits|längst)|ihre (?:konkurrenz|mitbewerber|wettbewerber) (?:hat|haben|ist|sind) (?:schon|bereits|längst)',
    ),
  },
  {
    id: 'missOut',
    kind: 'urgency',
    pattern: words(
      "don[’']?t miss (?:out|this (?:chance|opportunity|offer|deal))|you(?:[’']ll| will| would) (?:regret|be sorry|miss out)|(?:lassen|lass) (?:sie )?(?:sich |dir )?(?:das|diese chance|diese gelegenheit|dieses angebot) nicht entgehen|sie (?:werden|würden) es (?:bereuen|bedauern)|verpassen sie (?:nicht|diese)",
    ),
  },
  {
    id: 'dearFriend',
    kind: 'familiarity',
    pattern: words(
      '(?:my )?dear(?:est)? friend|(?:hey|hi) (?:buddy|pal|mate|dude)|my friend(?=[,!])|mein(?:e)? (?:lieb(?:er|e|ste|ster)|best(?:e|er)) (?:freund|freundin)|lieb(?:er|e|ste|ster) (?:freund|freundin)(?=[,!])|na,? (?:alter|mein lieber)',
    ),
  },
  {
    id: 'knowYou',
    kind: 'familiarity',
    pattern: words(
      "(?:i|we) know (?:exactly )?(?:how you feel|what you(?:[’']re| are) going through|you (?:better )?(?:too well|inside out))|as (?:your|a) (?:good )?friend,? (?:i|let me)|(?:you and i|we both) (?:know|understand) (?:each other|that you)|(?:ich|wir) (?:weiß|wissen) (?:genau,? )?wie (?:sie|du) (?:sich|dich) fühl(?:en|st)|(?:ich|wir) (?:kenne|kennen) (?:sie|dich) doch|wir (?:beide )?(?:verstehen|kennen) uns doch|als (?:ihr|dein) (?:guter )?freund",
    ),
  },
  {
    id: 'betweenUs',
    kind: 'familiarity',
    pattern: words(
      "(?:just )?between (?:you and me|us friends)|(?:i[’']m|i am) only (?:telling|doing|offering) (?:this (?:to|for) )?you because|because it[’']?s you|(?:ganz )?unter uns(?: gesagt)?(?=[,:.!])|(?:nur )?weil sie es sind|weil du es bist|unter freunden gesagt",
    ),
  },
  {
    id: 'yourFault',
    kind: 'blame',
    pattern: words(
      '(?:this|that|it) (?:is|was) (?:all |entirely |clearly )?your (?:own )?fault|you (?:should|could) have (?:told|asked|informed|warned|answered|replied to|read|known)|you (?:failed|forgot|neglected) to|because of your (?:mistake|error|negligence|carelessness|delay)|(?:das|es) (?:ist|war|liegt) (?:allein |ganz )?(?:ihre (?:eigene )?schuld|deine (?:eigene )?schuld|an ihnen)|sie hätten (?:uns |mir |mich |das |es |sich )*(?:früher |vorher |rechtzeitig )?(?:sagen|fragen|informieren|warnen|melden|lesen|wissen|antworten) (?:müssen|sollen|können)|sie haben (?:es )?(?:versäumt|unterlassen|vergessen)(?:,|\\s)|(?:wegen|aufgrund) ihre[sr] (?:fehlers|versäumnisses|nachlässigkeit|verzögerung)',
    ),
    // "You could have told me that it is so easy" thanks more than it blames; a question asks.
    unless: /\?\s*$/u,
  },
  {
    id: 'asISaid',
    kind: 'blame',
    pattern: words(
      "as (?:i|we)(?:[’']ve| have)? (?:already|repeatedly|clearly) (?:said|told you|explained|stated|written|mentioned)|(?:i|we) (?:already|clearly) (?:told|explained to) you|if you had (?:read|listened|paid attention)|per my (?:last|previous) e-?mail|wie (?:ich|wir) (?:ihnen |dir )?(?:bereits|schon) (?:mehrfach|mehrmals|deutlich|wiederholt) (?:gesagt|geschrieben|erklärt|erwähnt|mitgeteilt)\\p{L}*|wie (?:bereits|schon) (?:mehrfach|mehrmals|wiederholt) (?:gesagt|geschrieben|erklärt|erwähnt|mitgeteilt)|(?:das )?(?:habe ich|haben wir) (?:ihnen|dir) (?:doch|bereits|schon) (?:gesagt|geschrieben|erklärt)|hätten sie (?:meine|unsere|die) (?:mail|nachricht|e-mail) gelesen",
    ),
  },
  {
    id: 'neverAnswer',
    kind: 'blame',
    pattern: words(
      "you (?:never|still haven[’']t|have still not|have never|keep) (?:answer(?:ed)?|reply|replied|respond(?:ed)?|ignor(?:ed|ing)|call(?:ed)? back|bothered)|why (?:are you|do you keep) ignoring|you(?:[’']ve| have)? ignored (?:my|our|me|us)|sie (?:antworten|melden sich|reagieren) (?:nie|nicht einmal|überhaupt nicht)|sie haben (?:noch immer|immer noch|bis heute) nicht (?:geantwortet|reagiert|zurückgerufen)|sie (?:ignorieren|haben) (?:mich|uns|meine mails?|unsere mails?)(?: ignoriert)?(?= ?(?:[.,!]|seit|ignoriert))|warum (?:ignorieren|antworten) sie (?:mich|uns|mir|nie)",
    ),
  },
  {
    id: 'disappointed',
    kind: 'blame',
    pattern: words(
      "(?:i|we)(?:[’']m| am|[’']re| are) (?:very |deeply |really |extremely |quite |so )?(?:disappointed|shocked|appalled|outraged) (?:in you|with you|by you|that you|how you)|you(?:[’']ve| have)? (?:really )?let (?:me|us) down|how (?:dare|could) you|(?:ich|wir) (?:bin|sind) (?:sehr |zutiefst |schwer |wirklich |maßlos )?(?:enttäuscht|entsetzt|fassungslos|empört) (?:von ihnen|über sie|über ihr)|sie haben (?:mich|uns) (?:schwer |sehr |wirklich )?(?:enttäuscht|hängen ?lassen|im stich gelassen)|wie (?:können|konnten) sie (?:nur|es wagen)",
    ),
  },
];
