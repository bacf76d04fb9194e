/** The question is put in the agreed words; no answer shows to anybody else, nor in how long its sheet stands; the header tells the truth. */

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, it, mock} from 'node:test';

import {fromHex} from '../../client/canonical.ts';
import {type Fact, prove} from '../../client/receipt-proof.ts';
import type {Ask, OwnConsent, RoomState} from '../../client/state.ts';
import {announcements} from '../../elements/announcements.ts';
import {AskDraft} from '../../elements/ask-draft.ts';
import {ConsentStep} from '../../elements/consent-step.ts';
import {ConsentWatch} from '../../elements/consent-watch.ts';
import {entryWords, secondsRecorded} from '../../elements/receipt-words.ts';
import {RecordedLog} from '../../elements/recorded-log.ts';
import {lookOf, minutesIn, questionOf, stateSentence} from '../../elements/recording-look.ts';
import {readReceipts, recordingReceipt} from '../../elements/recording-receipt.ts';
import type {Setting} from '../../elements/setting.ts';
import {Surface} from '../../elements/surface.ts';
import {Words} from '../../elements/words.ts';
import vectors from '../client/consent-vectors.json' with {type: 'json'};
import {joined, person} from './people.ts';

const LANGUAGES = ['en', 'de'] as const;
const QUESTION = ['question', 'promise', 'nobody-told', 'take-back', 'as-you-are', 'yes', 'no', 'later'] as const;
const SPOKEN = {lobbyKey: 'L', recordingKey: 'R', names: (names: readonly string[]) => names.join(' and '), now: 0};

const lena = person('Lena', {role: 'facilitator'});
const wren = person('Wren');

const ASK: Ask = {
  id: 'ask',
  by: 'lena',
  scope: 'main',
  tracks: 'everyone',
  until: null,
  retention: 14,
  viewers: ['facilitators'],
  wording: 1,
  digest: '',
  outcome: null,
  settlesAt: 60,
};
const UNANSWERED: OwnConsent = {ask: 'ask', flag: 'unanswered', toAnswer: true, sheetOpen: true, mayWithdraw: false};

function asked(own: Partial<OwnConsent> = {}, about: Partial<RoomState> = {}, ask: Partial<Ask> = {}): RoomState {
  return joined([wren, lena], {
    asks: [{...ASK, ...ask}],
    consent: {main: {...UNANSWERED, ...own}, breakouts: null},
    recording: {state: 'asking', scope: 'main', since: 10},
    ...about,
  });
}

function wordsOf(language: string): Words {
  return new Words(language, readFileSync(new URL(`../../messages/${language}.ftl`, import.meta.url), 'utf8'));
}

describe('the question', () => {
  for (const language of LANGUAGES) {
    it(`is put in the words that a yes is to, in ${language}`, () => {
      const words = wordsOf(language);
      assert.deepEqual(
        QUESTION.map((id) => words.say(`consent-${id}`)),
        vectors.wording.sentences[language],
      );
    });
  }

  it('stands before whoever has not answered, and waits behind the header for whoever put it off', () => {
    assert.equal(questionOf(asked(), false)?.id, 'ask');
    assert.equal(questionOf(asked({sheetOpen: false}), false), null);
    assert.equal(questionOf(asked({sheetOpen: false}), true)?.id, 'ask');
    assert.equal(questionOf(asked({flag: 'refused', toAnswer: false}), true), null);
  });
});

describe('the header', () => {
  const words = wordsOf('en');

  it('says for ten seconds that recording ended, then that nothing is recorded', () => {
    const ended = {state: 'ended', scope: 'main', since: 100} as const;
    assert.equal(lookOf(ended, 109.9), 'ended');
    assert.equal(lookOf(ended, 110), 'off');
  });

  it('is called by a whole sentence that begins with the words on it', () => {
    for (const state of ['off', 'asking', 'on', 'paused', 'ended'] as const) {
      const seen = asked({}, {recording: {state, scope: 'main', since: 100}});
      assert.ok(stateSentence(seen, 101, words).startsWith(words.say(`recording-${state}`)), state);
    }
    assert.match(stateSentence(asked(), 101, words), /^Not recorded, asking\./);
  });
});

describe('an answer', () => {
  let sent: unknown[][];
  let step: ConsentStep;
  let surface: Surface;
  let client: {state: RoomState};
  let refuse: {code: string} | null;

  beforeEach(() => {
    mock.timers.enable({apis: ['setTimeout']});
    sent = [];
    refuse = null;
    surface = new Surface();
    const take =
      (name: string) =>
      async (...given: unknown[]): Promise<void> => {
        sent.push([name, ...given]);
        if (refuse) throw Object.assign(new Error('No.'), refuse);
      };
    client = Object.assign({state: asked()}, {answerConsent: take('answer'), withdrawConsent: take('withdraw')});
    const nothing = (): void => {};
    step = new ConsentStep({client, surface, changed: nothing, focus: nothing} as unknown as Setting, new AbortController().signal);
  });

  afterEach(() => mock.timers.reset());

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 9; turn += 1) await Promise.resolve();
  }

  it('lacks its receipt where that cannot be fetched, until it is', async () => {
    const receipt = {kind: 'consent', receipt: Uint8Array.of(1), key: Uint8Array.of(2)};
    let receipts = async (): Promise<unknown> => Promise.reject(new Error('The connection is lost.'));
    Object.assign(client, {receipts: () => receipts()});

    await step.collect();
    assert.deepEqual([step.lacksReceipts, step.receipts], [true, []]);

    receipts = async () => [receipt];
    await step.collect();
    assert.deepEqual([step.lacksReceipts, step.receipts], [false, [receipt]]);
  });

  it('has the receipt that was lacking fetched after an interruption', async () => {
    let fetched = 0;
    const receipts = async (): Promise<unknown> => {
      fetched += 1;
      if (fetched === 1) throw new Error('The connection is lost.');
      return [];
    };
    Object.assign(client, {receipts, now: () => 0});
    const watch = new ConsentWatch({client} as unknown as Setting, step, new AbortController().signal);
    await step.collect();

    watch.follow(asked({}, {phase: 'reconnecting'}), asked());
    await settle();
    assert.deepEqual([fetched, step.lacksReceipts], [2, false]);

    watch.follow(asked({}, {phase: 'reconnecting'}), asked());
    assert.equal(fetched, 2);
  });

  for (const answer of ['given', 'refused', 'later'] as const) {
    it(`is confirmed for the same time as any other: ${answer}`, async () => {
      step.answer('main', answer);
      client.state = asked({flag: 'given', toAnswer: false, sheetOpen: false});
      await settle();
      assert.deepEqual(sent, [['answer', 'main', answer]]);
      mock.timers.tick(4_999);
      assert.equal(step.said, answer);
      assert.ok(step.isShown);
      mock.timers.tick(1);
      assert.equal(step.said, null);
      assert.ok(!step.isShown);
    });
  }

  it('that cannot be signed is asked for again, with what one can do', async () => {
    refuse = {code: 'other-terms'};
    step.answer('main', 'given');
    await settle();
    assert.deepEqual([step.said, step.trouble], [null, 'consent-trouble-terms']);
  });

  it('that came too late needs no words', async () => {
    refuse = {code: 'ask-over'};
    step.answer('main', 'given');
    await settle();
    assert.deepEqual([step.said, step.trouble], [null, null]);
  });

  it('taken back stops first, and then asks what to erase', async () => {
    step.withdraw('main', true);
    await settle();
    assert.deepEqual([sent, step.withdrawn], [[['withdraw', 'main']], 'main']);
    step.erase('main', 'own');
    await settle();
    assert.deepEqual(sent[1], ['withdraw', 'main', {erase: 'own'}]);
    assert.deepEqual([step.withdrawn, step.said, step.erased.get('ask')], [null, 'erased-own', 'own']);
  });

  it('is not said to be erased before it is', async () => {
    refuse = {code: 'store-unavailable'};
    step.erase('main', 'all');
    await settle();
    assert.deepEqual([step.said, step.trouble, step.erased.size], [null, 'notice-not-now', 0]);
  });

  it('is not given by closing its sheet', () => {
    step.toggle();
    assert.ok(step.isShown);
    assert.deepEqual(sent, []);
  });
});

describe('what is told', () => {
  const ids = (before: RoomState, after: RoomState): readonly string[] => announcements(before, after, SPOKEN).map(({id}) => id);
  const quiet = joined([wren, lena]);
  const recorded = (state: RoomState['recording']['state'], outcome: Ask['outcome'] = 'given'): RoomState =>
    asked({toAnswer: false}, {recording: {state, scope: 'main', since: 20}}, {outcome});

  it('is the question, with who asks and the key that leads to it', () => {
    assert.deepEqual(announcements(quiet, asked(), SPOKEN), [
      {region: 'status', id: 'said-asked', values: {name: 'Lena', tracks: 'everyone', key: 'R'}},
    ]);
    assert.deepEqual(ids({...quiet, phase: 'lobby'}, asked({}, {phase: 'lobby'})), ['said-asked-door']);
  });

  it('is that recording begins, pauses, goes on and ends, which interrupts', () => {
    const told = [
      [recorded('asking', null), recorded('on')],
      [recorded('on'), recorded('paused')],
      [recorded('paused'), recorded('on')],
      [recorded('on'), recorded('ended', 'ended')],
    ].flatMap(([before, after]) => (before && after ? announcements(before, after, SPOKEN) : []));
    assert.deepEqual(
      told.map(({region, id}) => [region, id]),
      [
        ['alert', 'said-recording'],
        ['alert', 'said-recording-paused'],
        ['alert', 'notice-recording-on-again'],
        ['alert', 'said-recording-ended'],
      ],
    );
  });

  it('is the same of a no and of silence, and of nobody', () => {
    const after = asked({flag: 'refused', toAnswer: false}, {recording: {state: 'off', scope: 'main', since: 70}}, {outcome: 'not-agreed'});
    assert.deepEqual(announcements(asked(), after, SPOKEN), [{region: 'status', id: 'notice-not-agreed', values: {}}]);
  });

  it('is said to whoever comes into a room that is recorded', () => {
    assert.deepEqual(ids({...quiet, phase: 'lobby'}, recorded('on')).slice(0, 2), ['said-joined', 'said-recording']);
  });
});

describe('what was recorded', () => {
  const at = (state: RoomState['recording']['state'], since: number): RoomState => asked({}, {recording: {state, scope: 'main', since}});

  it('is counted from its beginning to its end, without its pauses', () => {
    const log = new RecordedLog();
    const steps = [at('asking', 0), at('on', 100), at('paused', 160), at('on', 200), at('ended', 260)];
    for (const [index, state] of steps.entries()) log.follow(steps[index - 1] ?? state, state, state.recording.since ?? 0);
    assert.equal(log.seconds(900), 120);
    assert.equal(minutesIn(120), 2);
    assert.ok(log.isWhole('ask'));
  });

  it('is what was while one was here, for whoever came later', () => {
    const log = new RecordedLog();
    log.follow(joined([]), {...at('on', 100), phase: 'lobby'}, 400);
    log.follow({...at('on', 100), phase: 'lobby'}, at('on', 100), 500);
    log.follow(at('on', 100), {...at('off', 0), phase: 'ended'}, 560);
    assert.deepEqual([log.seconds(900), log.isWhole('ask'), log.ended], [60, false, 560]);
  });
});

describe('asking', () => {
  it('needs whole days, and somebody who may watch', () => {
    const draft = new AskDraft({changed: () => {}});
    assert.equal(draft.gap, null);
    for (const retention of ['0', '3651', '1.5', 'x']) {
      draft.set({retention});
      assert.equal(draft.gap, 'ask-gap-retention', retention);
    }
    draft.set({retention: '7'});
    draft.allow('facilitators', false);
    assert.equal(draft.gap, 'ask-gap-viewers');
  });
});

describe('a receipt', () => {
  it('says in plain words what happened, in every language', async () => {
    const {entries} = await prove(fromHex(vectors.receipts.Ben), fromHex(vectors.node));
    const said = (language: string): readonly string[] => entries.map(({fact}) => entryWords(fact, wordsOf(language)));
    assert.deepEqual(said('en').slice(1, 5), [
      "Everyone was asked: everyone's sound and picture, kept 14 days. In the main room.",
      'You said yes. Your browser signed it.',
      'Everyone had said yes.',
      'Recording was on.',
    ]);
    assert.ok(said('de').every((words) => /^[A-ZÄÖÜ].*\.$/.test(words)));
  });

  it('counts what was recorded between the movements of the gate', () => {
    const at = (seconds: number, fact: Fact) => ({place: 0, at: seconds * 1000, fact});
    const gate = (open: boolean) => ({kind: 'gate', ask: 'a', open}) as const;
    const entries = [at(0, gate(true)), at(60, gate(false)), at(90, gate(true)), at(150, {kind: 'ended', ask: 'a'})];
    assert.equal(secondsRecorded(entries), 120);
  });
});

describe('a saved receipt', () => {
  it('is read as it was written, and nothing else is', () => {
    const receipt = {kind: 'consent', receipt: Uint8Array.of(1, 2, 250), key: Uint8Array.of(9)} as const;
    const {name, text} = recordingReceipt([receipt], 'Thursday', new Date(0));
    assert.equal(name, 'recording-1970-01-01.json');
    assert.deepEqual(readReceipts(text), {room: 'Thursday', key: receipt.key, receipts: [receipt.receipt]});
    for (const other of ['', '{}', '{"holdspace": "recording receipt"}', '[1]']) assert.equal(readReceipts(other), null);
  });
});
