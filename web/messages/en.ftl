### The words of the interface. Whole sentences; nothing is glued from pieces.
### Short, warm, exact. First what is kept, then what happened, then what one can do.

## The keys that stand for words. They follow the labels of the language.

key-microphone = M
key-camera = V
key-self-view = S
key-people = P
key-recording = R
key-lobby = L

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
connection-checking = Checking the connection
connection-good = Connection is good
connection-slow = Still connecting

## Waiting

lobby-title = You are here, { $name }
lobby-waiting = A facilitator will let you in.
lobby-unseen = Nobody in the group can see or hear you yet.

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
facet-reconnecting = reconnecting
facet-picture-hidden = picture hidden from you
tile-hidden = hidden from you
tile-reconnecting = One moment
tile-seat-kept = seat is kept

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
control-leave = Leave
control-none-help-microphone = There is no microphone, or the browser was not allowed to use it. Press to try again.
control-none-help-camera = There is no camera, or the browser was not allowed to use it. Press to try again.

leave-question = The group can go on without you, or end for everyone.
leave-self = Leave the session
leave-everyone = End for everyone
leave-stay = Stay

recording-off = Not recorded
recording-off-sentence = Nothing is recorded. That needs a yes from every person here.
recording-asking = Not recorded
recording-on = Recording
recording-on-sentence = This room is being recorded, because everyone here said yes.
recording-paused = Recording paused
recording-paused-sentence = The recording is paused. Nothing is kept while it is.
recording-ended = Recording ended
recording-ended-sentence = The recording has ended. Nothing is recorded now.

knock-one = { $name } is in the lobby
knock-many = { $count } people are in the lobby
knock-admit = Admit
knock-later = Later
knock-see = See who
knock-admit-name = Admit { $name }
knock-refuse-name = Not today, { $name }
knock-refuse = Not today
lobby-requests = Lobby requests

people = People
people-lobby = In the lobby
people-circle = In the circle
people-observers = Observing
people-close = Close
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
people-actions = Actions for { $name }
people-role-facilitator = facilitator
people-role-observer = observes
people-role-you = you
people-role-facilitator-you = facilitator, you
people-role-observer-you = observes, you
people-mute = Mute { $name }
people-remove = Remove { $name }
people-remove-question = { $name } leaves the session at once and gives up their seat.
people-remove-sure = Remove { $name } now
people-remove-keep = Keep { $name }

keys-title = Keys
keys-microphone = Microphone on, muted
keys-camera = Camera on, off
keys-self-view = Hide or show my own picture
keys-people = People
keys-recording = Read the recording state
keys-lobby = Go to the first lobby request
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
said-lobby = { $name } is in the lobby. Press { $key }.

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
door-away = The server does not answer just now
door-away-text = Check your connection. What you wrote is kept.
door-browser = This browser cannot join
door-browser-text = It does not know WebRTC. A current Firefox, Chrome, Edge or Safari does.
door-try-again = Try again
