import type { DigestLanguage } from '../../../shared/interact/digest.ts';

interface Words {
  subject: (day: string) => string;
  nothing: string;
  meetings: string;
  ours: string;
  theirs: string;
  tasks: string;
  allDay: string;
  lateSince: (day: string) => string;
  waiting: (count: string) => string;
  unread: (count: string) => string;
  open: string;
  more: (count: number) => string;
  foot: string;
}

export const words: Record<DigestLanguage, Words> = {
  en: {
    subject: (day) => `Your day: ${day}`,
    nothing: 'Nothing is due today, and nobody waits for an answer of yours.',
    meetings: 'Meetings',
    ours: 'What you promised',
    theirs: 'What was promised to you',
    tasks: 'Tasks',
    allDay: 'all day',
    lateSince: (day) => `late since ${day}`,
    waiting: (count) => `Waiting for an answer from you: ${count}`,
    unread: (count) => `Notifications you have not read: ${count}`,
    open: 'Open today in Rapport',
    more: (count) => `and ${count} more`,
    foot: 'You asked for this mail under Settings, Me; there you also stop it.',
  },
  de: {
    subject: (day) => `Ihr Tag: ${day}`,
    nothing: 'Heute ist nichts fällig, und niemand wartet auf eine Antwort von Ihnen.',
    meetings: 'Termine',
    ours: 'Was Sie versprochen haben',
    theirs: 'Was Ihnen versprochen wurde',
    tasks: 'Aufgaben',
    allDay: 'ganztägig',
    lateSince: (day) => `überfällig seit ${day}`,
    waiting: (count) => `Auf eine Antwort von Ihnen warten: ${count}`,
    unread: (count) => `Mitteilungen, die Sie nicht gelesen haben: ${count}`,
    open: 'Heute in Rapport öffnen',
    more: (count) => `und ${count} weitere`,
    foot: 'Sie haben diese Mail unter Einstellungen, Ich bestellt; dort bestellen Sie sie auch ab.',
  },
};
