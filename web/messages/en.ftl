### The words of the interface. Whole sentences; nothing is glued from pieces.
### Short, warm, exact. First what is kept, then what happened, then what one can do.

## The keys that stand for words. They follow the labels of the language.

key-microphone = M
key-camera = V
key-self-view = S
key-sound-only = O
key-people = P
key-recording = R
key-lobby = L
key-hand = H
key-away = A
key-messages = T
key-help = Q
key-speak = Space
key-enter = Enter
key-shift-enter = Shift + Enter
key-help-held = Shift + Q, held for 2 s

## The start page

start-title = Start a room
start-lead = A room lasts. Make it once, and meet in it every week.
start-name = What is the room called?
start-name-help = Clients see this name. Many groups leave the word therapy out of it.
start-create = Start the room
start-creating = Starting the room
start-name-missing = A name first. You can change it later.
start-not-allowed = Rooms on this server are made by the people who run it. Ask them for a facilitator link, or make one with holdspace room create.
start-unreachable = The server does not answer just now. What you wrote is kept. Try again in a moment.
start-refused = The room could not be made: { $reason }
start-ready = Ready in { NUMBER($seconds, maximumFractionDigits: 1, minimumFractionDigits: 1) } s
start-links = Three links. Keep one, send one, and one is for those who only listen.
start-own-server = On your own server
start-another = Start another room
start-facilitators = For facilitators
start-facilitators-text = Whoever has this link can hold the room. Share it with your co-facilitator only.
start-facilitators-help = Nothing to install. Keep this link: the room stays, and a dropped connection never locks you out.
start-open = Open the room
start-clients = For clients
start-clients-text = Send this one. People wait until a facilitator is here.
start-observers = For observers
start-observers-text = They hear and see the group, and everyone sees their name. Nobody hears or sees them.
start-link-facilitator = Facilitator link
start-link-client = Client link
start-link-observer = Observer link
start-copy = Copy
start-copied = Copied
start-copy-facilitator = Copy facilitator link
start-copy-client = Copy client link
start-copy-observer = Copy observer link
start-copy-again-facilitator = Copied. Copy facilitator link again
start-copy-again-client = Copied. Copy client link again
start-copy-again-observer = Copied. Copy observer link again
start-copied-facilitator = The facilitator link is copied.
start-copied-client = The client link is copied.
start-copied-observer = The observer link is copied.
start-copy-by-hand = Your browser keeps the clipboard to itself. The link is selected: copy it with your keyboard.
start-fact-recording = Nothing is recorded unless everyone says yes
start-fact-names = Clients appear under the name they choose
start-fact-server = Faces and voices pass through this server only

## Before you come in

prejoin-title = Before you come in
prejoin-name = Your name in the group
prejoin-name-help = Others see only this. It does not need to be your real name.
prejoin-name-fixed = You come in as { $name }. Others see only this name.
prejoin-name-missing = Choose a name first. It does not need to be your real one.
prejoin-name-long = That name is a little long. Up to 60 letters fit.
prejoin-private = A name for the facilitators only (optional)
prejoin-private-help = Only facilitators see it, below the name you chose.
prejoin-private-add = Add a name for the facilitators
prejoin-enter = Come in
prejoin-entering = Coming in
prejoin-observer = You come in as an observer. You hear and see the group, and everyone sees your name. Nobody hears or sees you.
prejoin-recording = Nothing is recorded unless everyone, you too, says yes.
prejoin-look = How you look and sound
prejoin-only-you = only you see this
prejoin-hide = Hide my own picture
prejoin-show = Show my own picture
prejoin-hidden = Your picture is hidden from you. Others will see it.
prejoin-opening = Your camera is starting
prejoin-camera-resting = Your camera is off. You can come in without it.
prejoin-camera-denied = Your camera stays off. You can come in without it.
prejoin-camera-missing = There is no camera here. You can come in without it.
prejoin-camera-busy = Another app has the camera. You can come in without it.
prejoin-camera-unsupported = This page came without https, so the browser keeps its camera to itself. You can come in without it.
prejoin-microphone-denied = Your microphone stays off. You can come in and listen.
prejoin-microphone-missing = There is no microphone here. You can come in and listen.
prejoin-microphone-busy = Another app has the microphone. You can come in and listen.
prejoin-microphone-unsupported = This page came without https, so the browser keeps its microphone to itself. You can come in and listen.
prejoin-how = How to allow it
prejoin-how-text = Press the sign at the start of the address bar, allow camera and microphone for this page, then press Try again.
prejoin-try-again = Try again
prejoin-level = Microphone level
prejoin-heard = We hear you
prejoin-say = Say a word
prejoin-silent = Microphone off
prejoin-camera = Camera
prejoin-microphone = Microphone
prejoin-speaker = Speaker
prejoin-speaker-default = As this device is set
prejoin-device-unnamed = { $kind ->
    [camera] Camera { $number }
    [microphone] Microphone { $number }
   *[speaker] Speaker { $number }
  }
prejoin-devices = Devices
prejoin-tone = Play a soft tone
prejoin-without-camera = Without camera
prejoin-with-camera = With camera
prejoin-without-microphone = Without microphone
prejoin-with-microphone = With microphone

language = Language

alone = Are you alone?
alone-yes = Yes, I am alone
alone-near = Someone is near
alone-no = Not right now
alone-advice-near = Headphones keep the group's words with you. Turn your screen away from whoever is near.
alone-advice-near-headphones = Good. Turn your screen away from whoever is near, and mind what you say aloud.
alone-advice-no = That is all right. You can come in without camera and microphone and write to the facilitators.
alone-advice-loud = Then keep the sound low: whoever passes by hears the group.
alone-kept = Your answers stay on this device. Nobody else sees them.
headphones = Headphones?
headphones-yes = Yes
headphones-no = No

memory = Remember me on this device
memory-help = Your name, your devices and what is on. Not for a device that others use.

network-checking = Checking the connection
network-checking-text = We are trying your connection.
network-good = Connection is good
network-good-text = Your connection is good.
network-fair = Connection is fair
network-fair-text = Your connection is fair: your picture may rest now and then. Your voice comes through.
network-poor = Connection is poor
network-poor-text = Your connection is poor: your voice goes first, and your picture may stay still. Come in all the same.
network-connected = Connected
network-connected-text = You are connected.
network-slow = Still connecting
network-slow-text = Voices and pictures do not come through yet. We keep trying. Another network, such as your phone's, may let them.
network-numbers = Numbers
network-round-trip = { $milliseconds ->
    [one] One millisecond there and back
   *[other] { NUMBER($milliseconds, maximumFractionDigits: 0) } milliseconds there and back
  }
network-loss-up = { NUMBER($percent, maximumFractionDigits: 1) }% lost on the way out
network-loss-down = { NUMBER($percent, maximumFractionDigits: 1) }% lost on the way back
network-again = Check again

## What the group has agreed upon

norms-title = What this group agrees on
norms-lead = Read it in peace. It is asked once, and again only when it changes.
norms-lead-agreed = You have agreed to this.
norms-agree = I agree
norms-agreeing = Noting it down
norms-not-now = Not now
norms-back = Back
norms-receipt-hint = You can save a receipt of what you agreed to.
norms-not-now-trouble = That did not work just now. Try again in a moment.
norms-open = This group has agreed on a few things. You can come in once you have agreed, too.
norms-declined = You can come in once you have agreed. If something in it does not fit, ask your facilitator. Nobody else is told.
norms-agreed = You have agreed to what this group agrees on.
norms-agreed-at = You agreed on { DATETIME($at, dateStyle: "long", timeStyle: "short") }.
norms-read = Read it
norms-read-again = Read it again
norms-receipt = Save my receipt

## Another device

device-title = Use another device
device-text = Point the camera of the other device at this, or open the link there. Your seat, your hand and your name move with you.
device-hint = It works once. Show it to nobody else: whoever opens it has your seat.
device-picture = A code that leads your other device to your seat
device-link = Link for the other device
device-left = { $seconds ->
    [one] Good for one more second
   *[other] Good for { $seconds } more seconds
  }
device-making = The code is being made.
device-over = This code has run out. Nothing has moved.
device-refused = There is no code just now. You stay where you are. Try again in a moment.
device-again = Make a new code

## Waiting

lobby-title = You are here, { $name }
lobby-waiting = A facilitator will let you in.
lobby-unseen = Nobody in the group can see or hear you yet.
lobby-locked = The group is not letting anyone in just now. You can wait here.
lobby-messages = Messages while you wait
lobby-write = Write to the facilitators
lobby-write-back = Write back

returning = One moment, { $name }
returning-unnamed = One moment
returning-text = We are getting you back.

## The room

circle = Circle
circle-region = The circle, { $seats ->
    [one] one seat
   *[other] { $seats } seats
  }
you = you
facet-facilitator = facilitator
facet-observer = observes
facet-you = you
facet-speaking = speaking
facet-muted = muted
facet-camera-off = camera off
facet-weak = weak connection
facet-reconnecting = reconnecting
facet-picture-hidden = picture hidden from you
facet-away = stepped away
facet-hand = { $place ->
    [1] hand up, first
    [2] hand up, second
    [3] hand up, third
    [4] hand up, fourth
    [5] hand up, fifth
    [6] hand up, sixth
   *[other] hand up, number { $place }
  }
tile-hidden = hidden from you
tile-reconnecting = One moment
tile-seat-kept = seat is kept
tile-away = Stepped away
focus-back = Back to the circle
focus-back-from = Back to the circle from { $name }

controls = Controls
control-microphone-on = Mic on
control-microphone-off = Muted
control-microphone-none = No mic
control-camera-on = Camera on
control-camera-off = Camera off
control-camera-none = No camera
control-picture-hide = Hide my picture
control-picture-show = Show my picture
control-people = People
control-hand-up = Hand is up
control-hand-down = Hand
control-away-on = Come back
control-away-off = Step away
control-react = React
control-messages = Messages
control-write = Write
control-help = Quiet help
control-help-open = They know
control-help-claimed = On the way
control-help-hint = Hold it for two seconds, or press it and choose.
control-more = More
control-leave = Leave
control-none-help-microphone = There is no microphone, or the browser was not allowed to use it. Press to try again.
control-none-help-camera = There is no camera, or the browser was not allowed to use it. Press to try again.

leave-question = The group can go on without you, or end for everyone.
leave-self = Leave the session
leave-everyone = End for everyone
leave-stay = Stay

## Reactions: six quiet ways to answer without a word

reactions = Reactions
reactions-close = Back to the controls
reaction-nod = Nod
reaction-thanks = Thank you
reaction-with-you = With you
reaction-same-here = Same here
reaction-smile = Smile
reaction-moment = A moment, please

## Quiet help

help-question = Ask quietly for help? Only facilitators notice.
help-word = A word, if you like
help-send = Ask quietly
help-cancel = Not now
help-withdraw = I am fine now
help-known = { $count ->
    [0] Your facilitators will know.
    [1] { $names } knows.
   *[other] { $names } know.
  }
help-coming = { $name } is on the way.
help-coming-someone = Someone is coming.
help-heading = Quiet help
help-asks = { $name } asks for quiet help.
help-asks-open = { $name } asks for help.
help-waits = { $minutes ->
    [0] just now
    [one] for one minute
   *[other] for { $minutes } minutes
  }
help-claim = I will go
help-claim-name = I will go to { $name }
help-claimed-self = You are going.
help-claimed-other = { $name } is going.
help-done = Done
help-done-name = Done for { $name }

## More

more = More
more-you = For you
more-group = For the group
more-picture = Hide my own picture
sound-only = Only sound
sound-only-help = Others' pictures and screens rest, which spares a weak network. Your own camera stays as it is.
more-away = Step away
more-away-help = Shown as away. Nobody is told why.
more-sounds = Soft sound for the lobby and for help
more-keys = Keys
more-mute-all = Mute everyone
more-mute-all-help = Everyone but facilitators. They unmute themselves.
more-lower-hands = Lower all hands
more-lock = Lock the room
more-lock-help = Nobody new comes in. Whoever has a seat can return to it.
more-lobby = Lobby
more-lobby-help = Whoever arrives waits until a facilitator lets them in. After a ban it stays on.
more-link-help = To hand on. After a ban it is a new one.
more-link-changed = It is a new one since somebody was banned: the one before opens no more.
more-admit-all = { $count ->
    [2] Let both in
    [one] Let one person in
   *[other] Let all { $count } in
  }
more-chat = Who clients write to
more-chat-facilitators = Facilitators only
more-chat-everyone = Everyone
more-chat-off = Nobody

## How the connection does

connection = Connection
connection-others = What comes through of others
connection-poor = Your connection is weak: your voice goes first, and your picture may stay still.
connection-numbers = Numbers for { $name }
connection-numbers-own = Numbers of your own connection
connection-sending = { NUMBER($rate) } kbit/s on the way out
connection-receiving = { NUMBER($rate) } kbit/s on the way back
connection-sizes = { $count ->
    [one] Your picture goes out in one size
   *[other] Your picture goes out in { $count } sizes
  }
path-best = Voice and picture take the best way there is, straight to the server.
path-udp-blocked = Your network does not let the quickest way (UDP) through, so voice and picture take a slower one (TCP). If you can, try another network, such as your phone's.
path-udp-untried = This browser does not try the quickest way (UDP), so voice and picture take a slower one (TCP). A setting or an add-on may have turned it off.
path-relay = Your network does not let you through to the server itself, so voice and picture make a detour. If you can, try another network, such as your phone's.
path-by = by { $protocol }
path-by-family = by { $protocol } over { $family }
path-by-relay = over a relay, by { $protocol }
reason-good = Comes through well.
reason-reconnecting = On the way back. The seat is kept.
reason-away = Stepped away.
reason-camera-off = The camera is off.
reason-sound-only = The picture rests: you have chosen only sound.
reason-own = Your own connection is weak: voices go first, and pictures may stay still.
reason-theirs = Their connection is weak: picture and voice may come late.
reason-waiting = The picture has not come yet.
reason-still = The picture stays still just now.
reason-lossy = Some of the picture gets lost on the way to you.
reason-coarse = The picture is coarser than it could be: somewhere on the way no more fits through.
picture-height = { NUMBER($height) } pixels high
picture-asked = { NUMBER($asked) } pixels would fit here
picture-rate = { $rate ->
    [one] One picture a second
   *[other] { $rate } pictures a second
  }
picture-loss = { NUMBER($percent, maximumFractionDigits: 1) }% of the picture lost
voice-loss = { NUMBER($percent, maximumFractionDigits: 1) }% of the voice lost

## Messages

messages = Messages
messages-unread = { $count ->
    [one] one new message
   *[other] { $count } new messages
  }
messages-none = Nothing has been written yet.
messages-gone = Gone when the session ends.
chat-mode-facilitators = Clients write to facilitators, not to each other. Gone when the session ends.
chat-mode-everyone = Clients can write to each other now. Gone when the session ends.
chat-mode-off = Only facilitators write just now. Gone when the session ends.
chat-mode-change = Change
chat-mode-own-facilitators = You write to the facilitators. Clients do not write to each other.
chat-mode-own-everyone = You can write to facilitators, to everyone and to one person.
chat-mode-own-off = Only facilitators write just now. Quiet help still works.
chat-mode-lobby = From here you write to the facilitators.
strand-from-clients = To all facilitators
strand-to-facilitators = You to all facilitators
strand-between-facilitators = Between facilitators only
strand-everyone = To everyone
strand-room = To everyone in this room
strand-lobby = To those in the lobby
strand-with = You and { $name } only
strand-with-gone = You and one person only
message-own = You
message-own-to = You to { $name }
write-to = To
write-to-facilitators = All facilitators
write-to-between = Facilitators only
write-to-everyone = Everyone
write-to-lobby = Everyone in the lobby
write-to-waiting = { $name }, in the lobby
write-group-people = One person
write-message = Message
write-send = Send
write-long = { $count ->
    [one] One letter too many. Up to 2000 fit.
   *[other] { $count } letters too many. Up to 2000 fit.
  }
write-choose = Whoever you were writing to is not here any more. Choose again.
write-nobody = Choose
readers-named = { $names } will read this. Nobody else.
readers-facilitators = All facilitators will read this. Nobody else.
readers-everyone = { $count ->
    [0] Nobody else is here yet.
    [one] The one other person here will read this.
   *[other] All { $count } others here will read this.
  }
readers-lobby = { $count ->
    [one] The one person in the lobby will read this.
   *[other] All { $count } in the lobby will read this.
  }
chat-refused-chat-off = That was not sent: only facilitators write just now. What you wrote is kept.
chat-refused-absent = That was not sent: nobody is here who could read it. What you wrote is kept.
chat-refused-bad-text = That was not sent: it is empty or too long. What you wrote is kept.
chat-refused = That was not sent just now. What you wrote is kept. Try again in a moment.

## The recording state

title-on = Recording · { $name }
title-paused = Recording paused · { $name }
recording-off = Not recorded
recording-off-sentence = Not recorded. That needs a yes from every person here.
recording-asking = Not recorded
recording-asking-sentence = Not recorded, asking. Nothing is recorded unless every person here says yes.
recording-on = Recording
recording-on-sentence = Recording since { $time }, because everyone here said yes.
recording-since = Recording since { $time }
recording-paused = Recording paused
recording-paused-sentence = Recording paused. Nothing is kept while it is.
recording-ended = Recording ended
recording-ended-sentence = Recording ended. Nothing is recorded now.

## The recording question. These eight sentences are those of consent/wording.py: a yes is to them.

consent-question = May we record?
consent-promise = Nothing is recorded unless every person here says yes.
consent-nobody-told = If someone does not, nobody is told who.
consent-take-back = You may take a yes back at any moment. Recording stops at once.
consent-as-you-are = Your seat, your voice and your camera stay as they are.
consent-yes = Yes
consent-no = No
consent-later = Decide later

## What else stands on its sheet

consent-asks = { $name } asks everyone
consent-asked = Everyone is asked
consent-arrival = The group is being recorded. It is paused for you. Is it all right to go on?
consent-door = Recording: what is asked here
consent-close = Close
terms-what = What
terms-main-everyone = { $end ->
    [stop] Sound and picture of everyone in the main room, until a facilitator stops it. Not breakouts, not messages.
   *[time] Sound and picture of everyone in the main room, until { $time } at the latest. Not breakouts, not messages.
  }
terms-main-teaching = { $end ->
    [stop] Sound, picture and screen of the facilitators in the main room, until one of them stops it. Nobody else, no breakouts, no messages.
   *[time] Sound, picture and screen of the facilitators in the main room, until { $time } at the latest. Nobody else, no breakouts, no messages.
  }
terms-breakouts-everyone = { $end ->
    [stop] Sound and picture of everyone in the breakout rooms, until a facilitator stops it. Not the main room, not messages.
   *[time] Sound and picture of everyone in the breakout rooms, until { $time } at the latest. Not the main room, not messages.
  }
terms-breakouts-teaching = { $end ->
    [stop] Sound, picture and screen of the facilitators in the breakout rooms, until one of them stops it. Nobody else, no messages.
   *[time] Sound, picture and screen of the facilitators in the breakout rooms, until { $time } at the latest. Nobody else, no messages.
  }
terms-kept = How long it is kept
terms-kept-days = { $days ->
    [one] One day. Then its key is destroyed, and it is gone.
   *[other] { $days } days. Then its key is destroyed, and it is gone.
  }
terms-viewers = Who may watch
terms-viewers-named = Only { $names }.
viewers-facilitators = the facilitators
viewers-participants = those who were there
viewers-absent = members of this group who missed it
consent-said-given = You said yes
consent-said-given-text = You can take it back at any moment.
consent-said-refused = Nothing is recorded
consent-said-refused-text = Only you can see your answer.
consent-said-later = Take your time
consent-said-later-text = Nothing is recorded while your answer is open.
consent-said-withdrawn = You took your yes back
consent-said-withdrawn-text = Nothing is recorded. Only you can see your answer.
consent-said-kept = Nothing was erased
consent-said-kept-text = You can still erase it here while the session goes on.
consent-said-erased-own = Your picture and voice are erased
consent-said-erased-own-text = The key to them is destroyed.
consent-said-erased-all = The recording is erased
consent-said-erased-all-text = The key to all of it is destroyed.
consent-waiting = Waiting for answers
consent-waiting-text = Nothing is recorded before every person here has said yes. Whoever needs time has it.
consent-on = Everyone said yes
consent-on-text = { $end ->
    [stop] It is being recorded until a facilitator stops it. It pauses by itself when someone joins or loses the connection.
   *[time] It is being recorded until { $time } at the latest. It pauses by itself when someone joins or loses the connection.
  }
consent-paused = Recording paused
consent-paused-text = Nothing is kept while it is. It goes on by itself, or ends after a minute.
consent-ended = Recording ended
consent-ended-text = { $days ->
    [one] What was taken is kept for one day.
   *[other] What was taken is kept for { $days } days.
  }
consent-kept = { $minutes ->
    [0] Less than a minute is kept until { DATETIME($at, day: "numeric", month: "long") }.
    [one] One minute is kept until { DATETIME($at, day: "numeric", month: "long") }.
   *[other] { $minutes } minutes are kept until { DATETIME($at, day: "numeric", month: "long") }.
  }
consent-not-agreed = Not everyone agreed
consent-not-agreed-text = Nothing is recorded. We go on as always.
consent-off = Nothing is recorded
consent-off-text = That needs a yes from every person here.
consent-called-off-text = The question was taken back. We go on as always.
consent-own-given = Your answer: yes
consent-own-given-text = You may take it back at any moment. Recording stops at once. The group is told only that it ended.
consent-own-refused = Your answer: no
consent-own-refused-text = Only you can see this. Facilitators read the same as everyone.
consent-own-withdrawn = You took your yes back
consent-own-withdrawn-text = Only you can see this. The group is told only that recording ended.
consent-withdraw = Withdraw my yes
consent-stopped = It stopped
consent-stopped-text = Nothing from now on is kept.
consent-erase = Also erase what was already taken?
consent-erase-own = My picture and voice
consent-erase-own-help = What your camera and microphone sent. Others' microphones may have caught your voice: that stays in theirs.
consent-erase-all = The whole recording
consent-erase-all-help = Of everyone, for everyone. Nobody can bring it back.
consent-erase-none = Erase nothing
consent-stop = Stop recording
consent-call-off = Take the question back
consent-again-at = Everyone was asked not long ago. You can ask again at { $time }.
consent-trouble-terms = This page is older than the question, so it cannot say yes for you. Reload it, and answer again.
consent-trouble-key = Your browser cannot sign a yes on this page, which came without https. Nothing is recorded.
ask = Ask to record
ask-from = Recording
ask-scope = Which rooms
ask-scope-main = The main room
ask-scope-breakouts = The breakout rooms, all of them
ask-tracks = Whose sound and picture
ask-tracks-everyone = Everyone's
ask-tracks-teaching = The facilitators' only, with their screen
ask-until = Until
ask-length = { $minutes ->
    [0] I stop it
   *[other] { $minutes } minutes from now
  }
ask-retention = Days it is kept
ask-viewers = Who may watch
ask-viewers-facilitators = Facilitators
ask-viewers-participants = Those who were there
ask-viewers-absent = Members who missed it
ask-promise = Everyone is asked, you too. Nothing is recorded before the last yes.
ask-now = Ask everyone
ask-going = Asking
ask-gap-retention = Choose a whole number of days, from 1 to { $days }.
ask-gap-viewers = Somebody should be able to watch it.
ask-trouble-soon = Everyone was asked not long ago. Try again in a few minutes.
ask-trouble-asked = It has been asked already.
ask-trouble-recorder = The server cannot record just now, so nobody was asked. The session goes on.
ask-trouble-terms = This cannot be asked so. Look at how long it is kept and until when.
notice-recording-on = Everyone said yes. Recording until a facilitator stops it.
notice-recording-until = Everyone said yes. Recording until { DATETIME($at, timeStyle: "short") }.
notice-recording-on-again = Recording goes on.
notice-recording-paused = Recording paused.
notice-recording-ended = Recording ended.
notice-recording-kept = { $minutes ->
    [0] Recording ended. Less than a minute is kept until { DATETIME($at, day: "numeric", month: "long") }.
    [one] Recording ended. One minute is kept until { DATETIME($at, day: "numeric", month: "long") }.
   *[other] Recording ended. { $minutes } minutes are kept until { DATETIME($at, day: "numeric", month: "long") }.
  }
notice-not-agreed = Not everyone agreed. Nothing is recorded.
notice-called-off = The question was taken back. Nothing is recorded.
said-asked = { $tracks ->
    [teaching] { $name } asks whether the teaching part may be recorded. Press { $key } to answer.
   *[everyone] { $name } asks whether there may be a recording. Press { $key } to answer.
  }
said-asked-unnamed = { $tracks ->
    [teaching] Everyone is asked whether the teaching part may be recorded. Press { $key } to answer.
   *[everyone] Everyone is asked whether there may be a recording. Press { $key } to answer.
  }
said-asked-door = You are asked whether there may be a recording. The question is on this page.
said-recording = Recording.
said-recording-paused = Recording paused.
said-recording-ended = Recording ended.

## What was recorded, at the end

ended-session-recorded = The session has ended. This is what was recorded, and what was not.
recorded = What was recorded
recorded-minutes = { $minutes ->
    [0] Less than a minute, while you were here
    [one] One minute, while you were here
   *[other] { $minutes } minutes, while you were here
  }
recorded-gone = Everyone in the room had said yes. It is deleted on { DATETIME($at, dateStyle: "long") }.
recorded-erased = It is erased.
recorded-not = Everything else was not recorded
recorded-not-text = Nothing is kept of what was said and shown before and after.
recorded-forgotten = Forgotten now
recorded-forgotten-text = Messages, hands and requests for help.
recorded-line = Recorded: { $spans }
recorded-span = { $from } to { $to }
recorded-receipt = Save my recording receipt
recorded-receipt-help = It proves your answers.
recorded-receipt-reader = Read and check it here
recorded-receipt-lacking = The newest receipt could not be fetched. What you answered holds all the same.
recorded-receipt-again = Fetch it again

## The page of receipts

receipt = Your recording receipt
receipt-lead = Open the file that you saved. This page shows what it proves, and checks that nothing in it was changed.
receipt-choose = The saved file
receipt-private = It stays on this device. Nothing is sent.
receipt-good = All of it holds: nothing was changed, left out or added since it was signed.
receipt-no-receipt = This is no receipt that this page can read.
receipt-not-signed = The server with this key did not sign it. It proves nothing.
receipt-other-entries = The entries are not those that were signed. It proves nothing.
receipt-other-entry = Entry { $place } is not what was written. It proves nothing.
receipt-forged = The yes in entry { $place } was not signed by your browser. Keep this file, and ask those who run the server.
receipt-cannot-check = This browser does not know the server's kind of signature. A newer one does.
receipt-recorded = { $minutes ->
    [0] Less than a minute was recorded.
    [one] One minute was recorded.
   *[other] { $minutes } minutes were recorded.
  }
receipt-time = { DATETIME($at, dateStyle: "short", timeStyle: "medium") }
receipt-signed = { $size ->
    [one] One entry, signed on { DATETIME($at, dateStyle: "long", timeStyle: "short") }. Those of others are here as digests only.
   *[other] { NUMBER($size) } entries, signed on { DATETIME($at, dateStyle: "long", timeStyle: "short") }. Those of others are here as digests only.
  }
receipt-ledger = Ledger
receipt-head = Head
receipt-key = Who signed it
receipt-key-text = Whoever has the key to this. Compare it with what those who run your server say.
entry-joined = You came in, and your browser brought its key.
entry-asked = { $days ->
    [one] { $tracks ->
        [teaching] Everyone was asked: the facilitators' sound and picture, kept one day.
       *[everyone] Everyone was asked: everyone's sound and picture, kept one day.
      }
   *[other] { $tracks ->
        [teaching] Everyone was asked: the facilitators' sound and picture, kept { $days } days.
       *[everyone] Everyone was asked: everyone's sound and picture, kept { $days } days.
      }
  } { $scope ->
    [breakouts] In the breakout rooms.
   *[main] In the main room.
  }
entry-yes = You said yes. Your browser signed it.
entry-no-yes = You did not say yes.
entry-settled = { $outcome ->
    [given] Everyone had said yes.
    [not-agreed] Not everyone agreed.
   *[other] The question was taken back.
  }
entry-gate-open = Recording was on.
entry-gate-shut = Recording was off.
entry-withdrawn = You took your yes back.
entry-ended = The recording ended.
entry-erased-own = Your picture and voice were erased.
entry-erased-all = The whole recording was erased.
entry-exported = A film was made of it.
entry-exported-plain = A film was made of it, as a file that anybody can open.
entry-opened = Somebody who may was given it to watch.
entry-other = Something that this page does not know.

## Who waits, and who is here

knock-one = { $name } is in the lobby
knock-many = { $count } people are in the lobby
knock-admit = Admit
knock-later = Later
knock-see = See who
knock-admit-name = Admit { $name }
knock-refuse-name = Not today, { $name }
knock-refuse = Not today
knock-all = { $count ->
    [2] Admit both
   *[other] Admit all { $count }
  }
knock-see-help = See
knock-write = Write
knock-write-name = Write to { $name }
lobby-requests = Lobby requests
locked = Locked
locked-sentence = The room is locked. Nobody new comes in.

people = People
people-lobby = In the lobby
people-circle = In the circle
people-observers = Observing
people-close = Close
panel-tabs = What is beside the circle
people-count = { $count ->
    [one] one person
   *[other] { $count } people
  }
people-private-hint = Only facilitators see the names below the pseudonyms.
people-microphone-on = Microphone on
people-muted = Muted
people-camera-off = Camera off
people-speaking = Speaking
people-reconnecting = Reconnecting
people-weak = Weak connection
people-away = Stepped away
people-hand = { $place ->
    [1] Hand up, first
    [2] Hand up, second
    [3] Hand up, third
    [4] Hand up, fourth
    [5] Hand up, fifth
    [6] Hand up, sixth
   *[other] Hand up, number { $place }
  }
people-hands = Hands up, in order
people-lower-all = Lower all hands
people-actions = Actions for { $name }
people-role-facilitator = facilitator
people-role-observer = observes
people-role-you = you
people-role-facilitator-you = facilitator, you
people-role-observer-you = observes, you
people-focus = Look at { $name } larger
people-focus-back = Back to the circle
people-write = Write to { $name }
people-connection = Connection of { $name }
act-focus = Larger
act-write = Write
act-connection = Connection
act-mute = Mute
act-ask-unmute = Ask to unmute
act-stop-camera = Stop camera
act-lower-hand = Lower hand
act-remove = Remove
act-ban = Ban
people-mute = Mute { $name }
people-ask-unmute = Ask to unmute: { $name }
people-asked = { $name } was asked whether they would like to speak.
people-stop-camera = Stop camera of { $name }
people-lower-hand = Lower hand of { $name }
people-remove = Remove { $name }
people-remove-question = { $name } leaves the session at once and gives up their seat. They can knock again.
people-remove-sure = Remove { $name } now
people-remove-keep = Keep { $name }
people-ban = Ban { $name }
people-ban-question = { $name } leaves at once and cannot come back to this session. The lobby is on from now on, so that nobody comes in unseen.
people-ban-sure = Ban { $name } now

keys-title = Keys
keys-microphone = Microphone on, muted
keys-camera = Camera on, off
keys-self-view = Hide or show my own picture
keys-sound-only = Only sound, or pictures too
keys-people = People
keys-recording = Recording: read the state, answer, withdraw
keys-lobby = Go to the first lobby request
keys-hand = Hand up, down
keys-away = Step away, come back
keys-messages = Write
keys-help-held = Quiet help
keys-speak = Speak while it is held
keys-enter = Look at the person on the tile larger, and back
keys-shift-enter = Actions for the person on the tile
keys-arrows = Move among the tiles
keys-close = Close the topmost panel
keys-region = Next region
keys-keys = This list
keys-arrows-name = Arrows
keys-hint = Letters work while the focus is in the room and not in a field.

notice = Notice
notice-close = Put aside

## What is told in the room

notice-muted-by = { $name } muted you. Unmute whenever you want to speak.
notice-muted = A facilitator muted you. Unmute whenever you want to speak.
notice-camera-by = { $name } stopped your camera. Start it again whenever you like.
notice-camera = A facilitator stopped your camera. Start it again whenever you like.
notice-asked-by = { $name } asks whether you would like to speak.
notice-asked = A facilitator asks whether you would like to speak.
notice-asked-unmute = Unmute
notice-asked-later = Not now
notice-while-muted = You are muted. Hold { $key } to speak.
notice-while-muted-touch = You are muted.
notice-weak = Your connection is weak. Others may see you late.
notice-sound-only = Only sound: others' pictures rest. Others see you as before.
notice-sound-only-end = Show pictures
notice-hand = { $place ->
    [1] Your hand is up. You are first.
    [2] Your hand is up. You are second.
    [3] Your hand is up. You are third.
    [4] Your hand is up. You are fourth.
    [5] Your hand is up. You are fifth.
    [6] Your hand is up. You are sixth.
   *[other] Your hand is up. You are number { $place }.
  }
notice-away = You are shown as away. Nobody is told why. Your microphone and camera are off.
notice-away-back = Come back
notice-hold-named = { $count ->
    [one] { $names } is away for a moment. The room is on hold: nobody new comes in, nothing is recorded. You may stay or rest.
   *[other] { $names } are away for a moment. The room is on hold: nobody new comes in, nothing is recorded. You may stay or rest.
  }
notice-hold-ends-named = { $name } is back.
notice-hold = The facilitators are away for a moment. The room is on hold: nobody new comes in, nothing is recorded. You may stay or rest.
notice-hold-ends = A facilitator is back.
notice-unjournalled = The session goes on. The server cannot keep its notes just now: a restart would forget who is here.
notice-reconnecting = One moment, we are getting you back. Your seat is kept.
notice-still-trying = Still trying. Your seat is kept for 10 minutes.
notice-try-now = Try now
notice-back = You are back, in the same place.
notice-sound = Your browser waits for a press before it plays sound.
notice-sound-play = Let me hear the group
notice-microphone-refused = Your microphone stays off. The browser was not allowed to use it, or there is none. You hear the group.
notice-camera-refused = Your camera stays off. The browser was not allowed to use it, or there is none. Others see your name.
notice-not-now = That did not work just now. Nothing has changed. Try again in a moment.

said-joined = You are in the circle. Your microphone is { $microphone ->
    [on] on
   *[off] muted
  }.
said-here = { $name } is here.
said-left = { $name } has left.
said-back = { $name } is back.
said-many-here = { $count } people came in.
said-reconnecting = { $name } is reconnecting.
said-muted = Muted.
said-microphone-on = Microphone on.
said-camera-off = Camera off.
said-camera-on = Camera on.
said-picture-hidden = Your picture is hidden from you. Others still see it.
said-picture-shown = You see your picture again.
said-sound-only = Only sound now: others' pictures rest.
said-pictures = Pictures are back.
said-lobby = { $name } is in the lobby. Press { $key }.
said-hand-down = Your hand is down.
said-hand = { $place ->
    [1] { $name } has a hand up, first.
    [2] { $name } has a hand up, second.
    [3] { $name } has a hand up, third.
    [4] { $name } has a hand up, fourth.
    [5] { $name } has a hand up, fifth.
    [6] { $name } has a hand up, sixth.
   *[other] { $name } has a hand up, number { $place }.
  }
said-away = You are shown as away. Nobody is told why.
said-here-again = You are shown as here again.
said-locked = The room is locked. Nobody new comes in.
said-unlocked = The room is open again.
said-focused = { $name } is shown larger.
said-circle = You see the whole circle.
said-message = { $name }: { $text }
said-message-to-all = { $name } to everyone: { $text }
said-message-between = { $name } to facilitators: { $text }
said-message-to-you = { $name } to you: { $text }
said-help-done = Your request for help is over.

## Afterwards

ended-left = You have left
ended-left-text = The group goes on. You can come back by the same link.
ended-come-back = Come back
ended-removed = You have left this session
ended-removed-text = A facilitator ended your place. If you have questions, ask your facilitator outside the room.
ended-refused = Not just now
ended-refused-text = The facilitators cannot let you in just now. You can ask them outside the room.
ended-session = Thank you for today, { $name }
ended-session-text = The session has ended. Nothing was recorded. Next time, the same link.
ended-elsewhere = You are in the group on another device now
ended-elsewhere-text = Your seat moved with you.
ended-continue-here = Continue here
ended-stay-there = Stay there
ended-stayed-there = Your seat is there, and this page has let go of it. You can close it.
ended-lapsed = Your seat was kept for a while
ended-lapsed-text = You were away for more than 10 minutes, so your seat is free again. You can come back in.
ended-close = You can close this page.

## When the door stays shut

door-link = This link does not open a room
door-link-text = It may be an older one. Ask your facilitator for the current link.
door-absent = There is no such room here
door-absent-text = Check the link, or ask whoever sent it.
door-full = Every seat is taken
door-full-text = The room is full just now. Try again in a moment, or ask your facilitator.
door-busy = The service is full just now
door-busy-text = As many people are here as it can carry well. Nothing is wrong with your link. Try again in a few minutes.
door-locked = The door is closed just now
door-locked-text = Nobody new comes in at the moment. If you are expected, write to your facilitator and try again later.
door-banned = You have left this session
door-banned-text = A facilitator ended your place. If you have questions, ask your facilitator outside the room.
door-away = The server does not answer just now
door-away-text = Check your connection. What you wrote is kept.
door-browser = This browser cannot join
door-browser-text = It does not know WebRTC. A current Firefox, Chrome, Edge or Safari does.
door-foreign = This website may not open the room yet
door-foreign-text = Ask whoever looks after the website, or come in by the link you were sent.
door-foreign-setting = For whoever looks after it: add { $origin } to allowed_origins, of the room or of the server.
door-try-again = Try again

## Breakouts, as everyone sees them

place-side = Side room
place-alone = You alone, so far
place-you = You
place-many = You and { $count } others
place-back = Back to the main room
time-left = { $time } left
time-left-word = left
mark-listens = { $count ->
    [one] { $names } is listening
   *[other] { $names } are listening
  }
mark-speaks = { $count ->
    [one] { $names } is speaking to you
   *[other] { $names } are speaking to you
  }
reach-on = { $count ->
    [one] { $rooms } hears you
   *[other] { $count } rooms hear you
  }
reach-stop = You are heard in { $rooms }. Press to stop.
listen-on = { $count ->
    [one] They see that you listen
   *[other] { $count } rooms see that you listen
  }
listen-stop-all = You listen to { $rooms }. Press to stop.
cue-card = Your part
part-a = You ask first
part-b = You answer first
part-coach = You watch and help
part-a-short = A
part-b-short = B
part-coach-short = Coach
facet-part = { $part ->
    [a] part A
    [b] part B
   *[coach] coach
  }
choose-room = Which room would you like?
people-in-room = in { $room }
people-elsewhere = in another room
people-here = In this room
people-there = In other rooms
people-together = Who was with whom
strand-broadcast = To all rooms
write-to-broadcast = All rooms

notice-with = You are now with { $names }. Your microphone and camera are as they were.
notice-alone = You are in a room of your own for now. Others are on their way.
notice-merged = You are back in the circle.
notice-merged-with = You are back in the circle. You were with { $names }.
notice-swapped = { $part ->
    [a] You swap: you are A now. You ask.
    [b] You swap: you are B now. You answer.
   *[coach] You swap: you are the coach now. You watch and help.
  }
notice-broadcast = { $name } to all rooms: { $text }
landing-minutes = Two minutes left.
landing-finish = 30 seconds. Finish your sentence, the circle is next. Your microphone stays as it is.
landing-last = 10 seconds. Finish your sentence, the circle is next.
landing-minutes-rooms = The rooms merge in two minutes.
landing-finish-rooms = The rooms merge in 30 seconds. Everyone has been told.
landing-last-rooms = The rooms merge in 10 seconds.
said-minutes = { $minutes ->
    [one] One minute.
   *[other] { $minutes } minutes.
  }
said-listens = { $name } is listening.
said-listens-no-more = { $name } has left.
said-speaks-in = { $name } is speaking to you.
said-split = { $count ->
    [one] One room is open.
   *[other] { $count } rooms are open.
  }
said-merged = Everyone is back in the circle.
said-came = { $count ->
    [one] { $names } came into this room.
   *[other] { $names } came into this room.
  }
said-went = { $count ->
    [one] { $names } went to another room.
   *[other] { $names } went to another room.
  }
said-choose = { $count ->
    [one] There is a room you may choose.
   *[other] There are { $count } rooms you may choose from.
  }

## Breakouts, as facilitators see them

control-split = Split
control-rooms = Rooms
control-pairs = Pairs, 8 min
control-pairs-help = Splits the circle into pairs for 8 minutes, at once.
split = Split the circle
split-room = Split { $room } again
split-close = Close without splitting
split-how = How to split
split-size = By size
split-size-help = Drawn, few repeats
split-count = By number
split-count-help = So many rooms
split-hand = By hand
split-hand-help = You place each name
split-choice = Own choice
split-choice-help = People pick a room
split-plan = Saved plan
split-plan-help = As it was
split-step-size = People in a room
split-step-count = Rooms
split-step-minutes = Minutes
split-less = Less: { $what }
split-more = More: { $what }
split-no-end = open
split-promise = Nobody reconnects. Microphones stay as they are.
split-not-now = Not now
split-now = Split now
split-going = Splitting
wish-repeats = Not with those they met lately
wish-lead = In each room
wish-lead-none = clients among themselves
wish-lead-facilitator = a facilitator
wish-lead-steady = a steady person
wish-steady = Steady people
wish-apart = Keep apart
wish-together = Keep together
wish-one = one person
wish-other = another
wish-add-apart = Keep these two apart
wish-add-together = Keep these two together
wish-drop = Drop this wish for { $names }
wish-private = Only facilitators see these wishes.
plan = The plan
plan-rooms = { $count ->
    [0] No room yet
    [one] One room
   *[other] { $count } rooms
  }
plan-draw = Draw again
plan-room = Room { $number }
plan-empty = Nobody yet
plan-name-room = Name of room { $number }
plan-stay = Stay here
plan-choice = Everyone sees these rooms and goes where they like.
plan-repeats = { $count ->
    [0] No pair meets again.
    [one] One pair meets again:
   *[other] { $count } pairs meet again:
  }
plan-exact = Fewer is not possible.
plan-collide = These wishes cannot all come true at once. Drop one of them:
plan-refused = This plan does not work yet. Nothing has changed.
plan-bad-rules = There is nobody to deal, or somebody in a wish has left.
plan-not-found = No plan was found for so many wishes. Drop one of them, or place people by hand.
rule-apart = { $names } are to be kept apart.
rule-together = { $names } are to be kept together.
rule-lead = In each room somebody is to lead, and there are too few.
rule-placed = { $names } are to be in one certain room.
rule-rooms = The number of rooms, or their size.
rule-other = A wish about { $names }.
plan-which = Plan
plan-forget = Forget it
plan-keep = Keep these rooms as a plan
plan-name = A name for it
plan-save = Keep
plan-kept = Kept: { $names }
board = The rooms
board-title = { $count ->
    [one] One room
   *[other] { $count } rooms
  }
board-hint = Drag a name, or press it and choose a room.
board-add = Room
board-hop = Hop in
board-hop-room = Hop in to { $room }
board-listen = Listen in to { $room }
board-more = More for { $room }
board-talks = In conversation
board-quiet = Quiet for a moment
board-empty = Nobody is here
board-asks = { $minutes ->
    [0] Asks for help, just now
   *[other] Asks for help, { $minutes } min
  }
board-you-listen = You listen in
board-facilitator = { $name } is here
board-within = in { $room }
board-main = Main room
board-late = Who comes late goes to
board-time = Time
board-open-end = Open until you merge.
board-minute = 1 min
board-merge = Merge
board-merge-30 = in 30 s
board-merge-120 = in 2 min
board-move = Move { $name } to
board-exchange = Exchange { $name } with
board-exchange-with = Exchange with …
board-name = Name
board-whisper = Speak here only
board-split-again = Split again
board-merge-one = Merge this room
board-bring-back = Bring both back
board-newcomers = Late people come here
board-into = Merge into
board-into-which = Which room?
chip-move = Press to move { $name }
reach = To the rooms
reach-whom = Which rooms
reach-count = { $count ->
    [one] to one room
   *[other] to { $count } rooms
  }
reach-write = Write to the rooms
reach-send = Send to the rooms
reach-speak = Speak to them
reach-speaking = They hear you. Stop
reach-speak-help = Your voice is heard there besides your own room, until you stop.
play = Role play
play-give = Give the parts
play-swap = Swap the parts
play-help = By seat: the first asks, the second answers, whoever else is there watches.
play-cue-a = asks. Cue:
play-cue-b = answers. Cue:
play-cue-coach = watches. Cue:
act-aside = Take aside
people-aside = Take aside: { $name }, into a side room
said-moved = { $name } is in { $room } now.
said-exchanged = { $name } and { $other } have changed places.
said-broadcast = { $count ->
    [one] Sent to one room.
   *[other] Sent to { $count } rooms.
  }
key-rooms = B
keys-rooms = Split; the rooms, and back to the circle
keys-more-time = One more minute for all rooms
key-listen = E
keys-listen = Listen in to the room of the card, or stop
key-merge = G
keys-merge = Go to the Merge button; Enter merges all rooms
key-bell = N
keys-bell = Ring the bell: parts go round
key-go = 1 to 9, 0
keys-go = On the board: go to that room; 0 to the main room

# Shared screens
screens = Shared screens
screen-of = { $name }: screen
screen-own = You share your screen.
screen-stop = Stop sharing
screen-full = Full screen, or back
control-screen-off = Share screen
control-screen-on = Stop sharing
more-screen = Share my screen
facet-screen = shares the screen
reach-show = Show my screen there
reach-showing = Shown there. Stop
said-screen-on = { $name } shares the screen.
said-screen-off = { $name } has stopped sharing the screen.
said-screen-own-off = Your screen is not shared any more.
