### Die Worte der Oberfläche. Ganze Sätze; nichts wird aus Stücken geklebt. Gesiezt wird durchgehend.
### Kurz, warm, genau. Erst, was bleibt, dann, was geschehen ist, dann, was man tun kann.

## Die Tasten, die für Worte stehen. Sie folgen den Beschriftungen.

key-microphone = M
key-camera = K
key-self-view = S
key-sound-only = T
key-people = P
key-recording = A
key-lobby = V
key-hand = H
key-away = W
key-messages = N
key-help = Q
key-speak = Leertaste
key-enter = Eingabe
key-shift-enter = Umschalt + Eingabe
key-help-held = Umschalt + Q, 2 s gehalten

## Die Startseite

start-title = Einen Raum beginnen
start-lead = Ein Raum bleibt. Legen Sie ihn einmal an und treffen Sie sich jede Woche darin.
start-name = Wie heißt der Raum?
start-name-help = Alle in der Gruppe sehen diesen Namen. Viele Gruppen lassen das Wort Therapie weg.
start-create = Raum beginnen
start-creating = Der Raum entsteht
start-name-missing = Zuerst ein Name. Sie können ihn später ändern.
start-not-allowed = Räume auf diesem Server legen die an, die ihn betreiben. Bitten Sie dort um einen Link zum Leiten, oder legen Sie einen Raum mit holdspace room create an.
start-unreachable = Der Server antwortet gerade nicht. Was Sie geschrieben haben, bleibt stehen. Versuchen Sie es gleich noch einmal.
start-refused = Der Raum konnte nicht angelegt werden: { $reason }
start-ready = Bereit in { NUMBER($seconds, maximumFractionDigits: 1, minimumFractionDigits: 1) } s
start-links = Drei Links. Einen behalten Sie, einen verschicken Sie, und einer ist für alle, die nur zuhören.
start-own-server = Auf Ihrem eigenen Server
start-another = Noch einen Raum beginnen
start-facilitators = Zum Leiten
start-facilitators-text = Wer diesen Link hat, kann den Raum leiten. Geben Sie ihn nur an Ihre Co-Leitung.
start-facilitators-help = Nichts zu installieren. Bewahren Sie den Link auf: Der Raum bleibt, und eine abgerissene Verbindung sperrt Sie nie aus.
start-open = Raum öffnen
start-clients = Zum Teilnehmen
start-clients-text = Diesen verschicken Sie. Alle warten, bis jemand von der Leitung da ist.
start-observers = Zum Beobachten
start-observers-text = Wer beobachtet, hört und sieht die Gruppe, und alle sehen den Namen. Niemand hört oder sieht die Person.
start-link-facilitator = Link zum Leiten
start-link-client = Link zum Teilnehmen
start-link-observer = Link zum Beobachten
start-copy = Kopieren
start-copied = Kopiert
start-copy-facilitator = Link zum Leiten kopieren
start-copy-client = Link zum Teilnehmen kopieren
start-copy-observer = Link zum Beobachten kopieren
start-copy-again-facilitator = Kopiert. Link zum Leiten noch einmal kopieren
start-copy-again-client = Kopiert. Link zum Teilnehmen noch einmal kopieren
start-copy-again-observer = Kopiert. Link zum Beobachten noch einmal kopieren
start-copied-facilitator = Der Link zum Leiten ist kopiert.
start-copied-client = Der Link zum Teilnehmen ist kopiert.
start-copied-observer = Der Link zum Beobachten ist kopiert.
start-copy-by-hand = Ihr Browser behält die Zwischenablage für sich. Der Link ist markiert: Kopieren Sie ihn mit der Tastatur.
start-fact-recording = Nichts wird aufgezeichnet, wenn nicht alle Ja sagen
start-fact-names = In der Gruppe erscheint der Name, den man selbst wählt
start-fact-server = Gesichter und Stimmen gehen nur über diesen Server

## Bevor Sie hereinkommen

prejoin-title = Bevor Sie hereinkommen
prejoin-name = Ihr Name in der Gruppe
prejoin-name-help = Nur diesen Namen sehen die anderen. Es muss nicht Ihr wirklicher sein.
prejoin-name-fixed = Sie kommen als { $name } herein. Nur diesen Namen sehen die anderen.
prejoin-name-missing = Wählen Sie zuerst einen Namen. Es muss nicht Ihr wirklicher sein.
prejoin-name-long = Dieser Name ist etwas lang. Bis zu 60 Buchstaben passen.
prejoin-private = Ein Name nur für die Leitung (freiwillig)
prejoin-private-help = Nur die Leitung sieht ihn, unter dem Namen, den Sie gewählt haben.
prejoin-private-add = Einen Namen für die Leitung angeben
prejoin-enter = Hereinkommen
prejoin-entering = Sie kommen herein
prejoin-observer = Sie kommen zum Beobachten herein. Sie hören und sehen die Gruppe, und alle sehen Ihren Namen. Niemand hört oder sieht Sie.
prejoin-recording = Nichts wird aufgezeichnet, wenn nicht alle Ja sagen, auch Sie.
prejoin-look = Wie man Sie sieht und hört
prejoin-only-you = nur Sie sehen das
prejoin-hide = Mein Bild verbergen
prejoin-show = Mein Bild zeigen
prejoin-hidden = Ihr Bild ist vor Ihnen verborgen. Die anderen werden es sehen.
prejoin-opening = Ihre Kamera startet
prejoin-camera-resting = Ihre Kamera ist aus. Sie können ohne sie hereinkommen.
prejoin-camera-denied = Ihre Kamera bleibt aus. Sie können ohne sie hereinkommen.
prejoin-camera-missing = Hier ist keine Kamera. Sie können ohne sie hereinkommen.
prejoin-camera-busy = Ein anderes Programm hat die Kamera. Sie können ohne sie hereinkommen.
prejoin-camera-unsupported = Diese Seite kam ohne https, darum behält der Browser seine Kamera für sich. Sie können ohne sie hereinkommen.
prejoin-microphone-denied = Ihr Mikrofon bleibt aus. Sie können hereinkommen und zuhören.
prejoin-microphone-missing = Hier ist kein Mikrofon. Sie können hereinkommen und zuhören.
prejoin-microphone-busy = Ein anderes Programm hat das Mikrofon. Sie können hereinkommen und zuhören.
prejoin-microphone-unsupported = Diese Seite kam ohne https, darum behält der Browser sein Mikrofon für sich. Sie können hereinkommen und zuhören.
prejoin-how = So erlauben Sie es
prejoin-how-text = Drücken Sie auf das Zeichen am Anfang der Adresszeile, erlauben Sie dieser Seite Kamera und Mikrofon, und drücken Sie dann auf Noch einmal versuchen.
prejoin-try-again = Noch einmal versuchen
prejoin-level = Lautstärke des Mikrofons
prejoin-heard = Wir hören Sie
prejoin-say = Sagen Sie ein Wort
prejoin-silent = Mikrofon aus
prejoin-camera = Kamera
prejoin-microphone = Mikrofon
prejoin-speaker = Lautsprecher
prejoin-speaker-default = Wie am Gerät eingestellt
prejoin-device-unnamed = { $kind ->
    [camera] Kamera { $number }
    [microphone] Mikrofon { $number }
   *[speaker] Lautsprecher { $number }
  }
prejoin-devices = Geräte
prejoin-tone = Leisen Ton abspielen
prejoin-without-camera = Ohne Kamera
prejoin-with-camera = Mit Kamera
prejoin-without-microphone = Ohne Mikrofon
prejoin-with-microphone = Mit Mikrofon

language = Sprache

alone = Sind Sie allein?
alone-yes = Ja, ich bin allein
alone-near = Jemand ist in der Nähe
alone-no = Gerade nicht
alone-advice-near = Mit Kopfhörern bleiben die Worte der Gruppe bei Ihnen. Drehen Sie den Bildschirm von anderen weg.
alone-advice-near-headphones = Gut. Drehen Sie den Bildschirm von anderen weg, und achten Sie auf das, was Sie laut sagen.
alone-advice-no = Das ist in Ordnung. Sie können ohne Kamera und Mikrofon hereinkommen und der Leitung schreiben.
alone-advice-loud = Stellen Sie dann den Ton leise: Wer vorbeigeht, hört die Gruppe.
alone-kept = Ihre Antworten bleiben auf diesem Gerät. Niemand sonst sieht sie.
headphones = Kopfhörer?
headphones-yes = Ja
headphones-no = Nein

memory = Auf diesem Gerät merken
memory-help = Ihren Namen, Ihre Geräte und was an ist. Nicht für ein Gerät, das andere benutzen.

network-checking = Verbindung wird geprüft
network-checking-text = Wir probieren Ihre Verbindung aus.
network-good = Verbindung ist gut
network-good-text = Ihre Verbindung ist gut.
network-fair = Verbindung ist mäßig
network-fair-text = Ihre Verbindung ist mäßig: Ihr Bild ruht vielleicht ab und zu. Ihre Stimme kommt an.
network-poor = Verbindung ist schwach
network-poor-text = Ihre Verbindung ist schwach: Ihre Stimme geht vor, und Ihr Bild steht vielleicht still. Kommen Sie trotzdem herein.
network-connected = Verbunden
network-connected-text = Sie sind verbunden.
network-slow = Verbindung kommt zustande
network-slow-text = Stimmen und Bilder kommen noch nicht an. Wir versuchen es weiter. Ein anderes Netz, etwa das Ihres Telefons, lässt sie vielleicht durch.
network-numbers = Zahlen
network-round-trip = { $milliseconds ->
    [one] Eine Millisekunde hin und zurück
   *[other] { NUMBER($milliseconds, maximumFractionDigits: 0) } Millisekunden hin und zurück
  }
network-loss-up = { NUMBER($percent, maximumFractionDigits: 1) } % auf dem Hinweg verloren
network-loss-down = { NUMBER($percent, maximumFractionDigits: 1) } % auf dem Rückweg verloren
network-again = Noch einmal prüfen

## Was die Gruppe vereinbart hat

norms-title = Was diese Gruppe vereinbart hat
norms-lead = Lesen Sie es in Ruhe. Gefragt wird einmal, und erst wieder, wenn sich etwas ändert.
norms-lead-agreed = Dem haben Sie zugestimmt.
norms-agree = Ich stimme zu
norms-agreeing = Wird festgehalten
norms-not-now = Jetzt nicht
norms-back = Zurück
norms-receipt-hint = Sie können einen Beleg über Ihre Zustimmung speichern.
norms-not-now-trouble = Das ging gerade nicht. Versuchen Sie es gleich noch einmal.
norms-open = Diese Gruppe hat einiges vereinbart. Sie können hereinkommen, sobald auch Sie zugestimmt haben.
norms-declined = Sie können hereinkommen, sobald Sie zugestimmt haben. Wenn etwas für Sie nicht passt, fragen Sie Ihre Leitung. Sonst erfährt es niemand.
norms-agreed = Sie haben dem zugestimmt, was diese Gruppe vereinbart hat.
norms-agreed-at = Sie haben am { DATETIME($at, dateStyle: "long", timeStyle: "short") } zugestimmt.
norms-read = Lesen
norms-read-again = Noch einmal lesen
norms-receipt = Beleg speichern

## Ein anderes Gerät

device-title = Anderes Gerät benutzen
device-text = Richten Sie die Kamera des anderen Geräts hierauf, oder öffnen Sie dort den Link. Ihr Platz, Ihre Hand und Ihr Name ziehen mit Ihnen um.
device-hint = Es gilt ein einziges Mal. Zeigen Sie es niemandem: Wer es öffnet, hat Ihren Platz.
device-picture = Ein Code, der Ihr anderes Gerät an Ihren Platz führt
device-link = Link für das andere Gerät
device-left = { $seconds ->
    [one] Gilt noch eine Sekunde
   *[other] Gilt noch { $seconds } Sekunden
  }
device-making = Der Code entsteht.
device-over = Dieser Code ist abgelaufen. Nichts ist umgezogen.
device-refused = Gerade gibt es keinen Code. Sie bleiben, wo Sie sind. Versuchen Sie es gleich noch einmal.
device-again = Neuen Code machen

## Beim Warten

lobby-title = Sie sind da, { $name }
lobby-waiting = Die Leitung lässt Sie herein.
lobby-unseen = Noch kann niemand in der Gruppe Sie sehen oder hören.
lobby-locked = Die Gruppe lässt gerade niemanden herein. Sie können hier warten.
lobby-messages = Nachrichten, während Sie warten
lobby-write = Der Leitung schreiben
lobby-write-back = Zurückschreiben

returning = Einen Moment, { $name }
returning-unnamed = Einen Moment
returning-text = Wir bringen Sie zurück.

## Der Raum

circle = Kreis
circle-region = Der Kreis, { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  }
you = Sie
facet-facilitator = leitet
facet-observer = beobachtet
facet-you = Sie
facet-speaking = spricht
facet-muted = stumm
facet-camera-off = Kamera aus
facet-weak = schwache Verbindung
facet-reconnecting = verbindet sich neu
facet-picture-hidden = Bild vor Ihnen verborgen
facet-away = kurz weg
facet-hand = { $place ->
    [1] Hand oben, als Erstes an der Reihe
    [2] Hand oben, als Zweites an der Reihe
    [3] Hand oben, als Drittes an der Reihe
    [4] Hand oben, als Viertes an der Reihe
    [5] Hand oben, als Fünftes an der Reihe
    [6] Hand oben, als Sechstes an der Reihe
   *[other] Hand oben, Nummer { $place }
  }
tile-hidden = vor Ihnen verborgen
tile-reconnecting = Einen Moment
tile-seat-kept = Platz bleibt frei
tile-away = Kurz weg
focus-back = Zurück zum Kreis
focus-back-from = Von { $name } zurück zum Kreis

controls = Bedienung
control-microphone-on = Mikro an
control-microphone-off = Stumm
control-microphone-none = Kein Mikro
control-camera-on = Kamera an
control-camera-off = Kamera aus
control-camera-none = Keine Kamera
control-picture-hide = Mein Bild verbergen
control-picture-show = Mein Bild zeigen
control-people = Personen
control-hand-up = Hand ist oben
control-hand-down = Hand
control-away-on = Wieder da
control-away-off = Kurz weg
control-react = Reagieren
control-messages = Chat
control-write = Schreiben
control-help = Stille Hilfe
control-help-open = Sie wissen es
control-help-claimed = Unterwegs
control-help-hint = Halten Sie zwei Sekunden, oder drücken Sie und wählen Sie.
control-more = Mehr
control-leave = Gehen
control-none-help-microphone = Es gibt kein Mikrofon, oder der Browser durfte es nicht benutzen. Drücken Sie, um es noch einmal zu versuchen.
control-none-help-camera = Es gibt keine Kamera, oder der Browser durfte sie nicht benutzen. Drücken Sie, um es noch einmal zu versuchen.

leave-question = Die Gruppe kann ohne Sie weitergehen, oder für alle enden.
leave-self = Sitzung verlassen
leave-everyone = Für alle beenden
leave-stay = Bleiben

## Reaktionen: sechs leise Antworten ohne ein Wort

reactions = Reaktionen
reactions-close = Zurück zur Bedienung
reaction-nod = Nicken
reaction-thanks = Danke
reaction-with-you = Ich fühle mit
reaction-same-here = Mir auch
reaction-smile = Lächeln
reaction-moment = Einen Moment bitte

## Stille Hilfe

help-question = Still um Hilfe bitten? Nur die Leitung bemerkt es.
help-word = Ein Wort dazu, wenn Sie mögen
help-send = Still bitten
help-cancel = Jetzt nicht
help-withdraw = Es geht wieder
help-known = { $count ->
    [0] Ihre Leitung wird es erfahren.
    [1] { $names } weiß es.
   *[other] { $names } wissen es.
  }
help-coming = { $name } ist auf dem Weg.
help-coming-someone = Jemand kommt.
help-heading = Stille Hilfe
help-asks = { $name } bittet still um Hilfe.
help-asks-open = { $name } bittet um Hilfe.
help-waits = { $minutes ->
    [0] gerade eben
    [one] seit einer Minute
   *[other] seit { $minutes } Minuten
  }
help-claim = Ich gehe hin
help-claim-name = Ich gehe hin: { $name }
help-claimed-self = Sie gehen hin.
help-claimed-other = { $name } geht hin.
help-done = Erledigt
help-done-name = Erledigt für { $name }

## Mehr

more = Mehr
more-you = Für Sie
more-group = Für die Gruppe
more-picture = Mein eigenes Bild verbergen
sound-only = Nur Ton
sound-only-help = Die Bilder und Bildschirme der anderen ruhen, das schont ein schwaches Netz. Ihre eigene Kamera bleibt, wie sie ist.
more-away = Kurz weggehen
more-away-help = Sie erscheinen als kurz weg. Niemand erfährt den Grund.
more-sounds = Leiser Ton für den Vorraum und für Hilfe
more-keys = Tasten
more-mute-all = Alle stummschalten
more-mute-all-help = Alle außer der Leitung. Sie schalten sich selbst wieder ein.
more-lower-hands = Alle Hände senken
more-lock = Raum schließen
more-lock-help = Niemand Neues kommt herein. Wer einen Platz hat, kann zurück.
more-lobby = Vorraum
more-lobby-help = Wer kommt, wartet, bis die Leitung öffnet.
more-link-help = Zum Weitergeben. Wird jemand ausgeschlossen, ist es ein neuer.
more-link-changed = Seit jemand ausgeschlossen wurde, ist es ein neuer: Der vorige öffnet nicht mehr.
more-admit-all = { $count ->
    [2] Beide hereinlassen
    [one] Eine Person hereinlassen
   *[other] Alle { $count } hereinlassen
  }
more-chat = An wen die Gruppe schreibt
more-chat-facilitators = Nur an die Leitung
more-chat-everyone = An alle
more-chat-off = An niemanden

## Wie die Verbindung ist

connection = Verbindung
connection-others = Was von anderen ankommt
connection-poor = Ihre Verbindung ist schwach: Ihre Stimme geht vor, und Ihr Bild steht vielleicht still.
connection-numbers = Zahlen zu { $name }
connection-numbers-own = Zahlen zu Ihrer Verbindung
connection-sending = { NUMBER($rate) } kbit/s auf dem Hinweg
connection-receiving = { NUMBER($rate) } kbit/s auf dem Rückweg
connection-sizes = { $count ->
    [one] Ihr Bild geht in einer Größe hinaus
   *[other] Ihr Bild geht in { $count } Größen hinaus
  }
path-best = Stimme und Bild nehmen den besten Weg, den es gibt, geradewegs zum Server.
path-udp-blocked = Ihr Netz lässt den schnellsten Weg (UDP) nicht durch, deshalb nehmen Stimme und Bild einen langsameren (TCP). Wenn Sie können, versuchen Sie ein anderes Netz, etwa das Ihres Telefons.
path-udp-untried = Dieser Browser versucht den schnellsten Weg (UDP) nicht, deshalb nehmen Stimme und Bild einen langsameren (TCP). Vielleicht hat ihn eine Einstellung oder ein Zusatzprogramm ausgeschaltet.
path-relay = Ihr Netz lässt Sie nicht bis zum Server selbst durch, deshalb nehmen Stimme und Bild einen Umweg. Wenn Sie können, versuchen Sie ein anderes Netz, etwa das Ihres Telefons.
path-by = über { $protocol }
path-by-family = über { $protocol } und { $family }
path-by-relay = über eine Zwischenstation, mit { $protocol }
reason-good = Kommt gut an.
reason-reconnecting = Auf dem Weg zurück. Der Platz bleibt frei.
reason-away = Kurz weg.
reason-camera-off = Die Kamera ist aus.
reason-sound-only = Das Bild ruht: Sie haben nur Ton gewählt.
reason-own = Ihre eigene Verbindung ist schwach: Stimmen gehen vor, und Bilder stehen vielleicht still.
reason-theirs = Die Verbindung dort ist schwach: Bild und Stimme kommen vielleicht verspätet.
reason-waiting = Das Bild ist noch nicht da.
reason-still = Das Bild steht gerade still.
reason-lossy = Ein Teil des Bildes geht auf dem Weg zu Ihnen verloren.
reason-coarse = Das Bild ist gröber, als es sein könnte: Irgendwo unterwegs passt nicht mehr hindurch.
picture-height = { NUMBER($height) } Pixel hoch
picture-asked = { NUMBER($asked) } Pixel hätten hier Platz
picture-rate = { $rate ->
    [one] Ein Bild in der Sekunde
   *[other] { $rate } Bilder in der Sekunde
  }
picture-loss = { NUMBER($percent, maximumFractionDigits: 1) } % des Bildes verloren
voice-loss = { NUMBER($percent, maximumFractionDigits: 1) } % der Stimme verloren

## Nachrichten

messages = Nachrichten
messages-unread = { $count ->
    [one] eine neue Nachricht
   *[other] { $count } neue Nachrichten
  }
messages-none = Noch hat niemand etwas geschrieben.
messages-gone = Vergessen, wenn die Sitzung endet.
chat-mode-facilitators = Die Gruppe schreibt an die Leitung, nicht untereinander. Vergessen, wenn die Sitzung endet.
chat-mode-everyone = Die Gruppe kann jetzt untereinander schreiben. Vergessen, wenn die Sitzung endet.
chat-mode-off = Gerade schreibt nur die Leitung. Vergessen, wenn die Sitzung endet.
chat-mode-change = Ändern
chat-mode-own-facilitators = Sie schreiben an die Leitung. Untereinander schreibt die Gruppe nicht.
chat-mode-own-everyone = Sie können an die Leitung, an alle und an eine Person schreiben.
chat-mode-own-off = Gerade schreibt nur die Leitung. Stille Hilfe geht weiterhin.
chat-mode-lobby = Von hier schreiben Sie an die Leitung.
strand-from-clients = An die ganze Leitung
strand-to-facilitators = Sie an die ganze Leitung
strand-between-facilitators = Nur innerhalb der Leitung
strand-everyone = An alle
strand-room = An alle in diesem Raum
strand-lobby = An alle im Vorraum
strand-with = Nur Sie und { $name }
strand-with-gone = Nur Sie und eine weitere Person
message-own = Sie
message-own-to = Sie an { $name }
write-to = An
write-to-facilitators = Die ganze Leitung
write-to-between = Nur die Leitung
write-to-everyone = Alle
write-to-lobby = Alle im Vorraum
write-to-waiting = { $name }, im Vorraum
write-group-people = Eine Person
write-message = Nachricht
write-send = Senden
write-long = { $count ->
    [one] Ein Buchstabe zu viel. Bis zu 2000 passen.
   *[other] { $count } Buchstaben zu viel. Bis zu 2000 passen.
  }
write-choose = Wem Sie schreiben wollten, ist nicht mehr hier. Wählen Sie neu.
write-nobody = Wählen
readers-named = { $names } wird das lesen. Niemand sonst.
readers-facilitators = Die ganze Leitung wird das lesen. Niemand sonst.
readers-everyone = { $count ->
    [0] Noch ist niemand sonst hier.
    [one] Die eine andere Person hier wird das lesen.
   *[other] Alle { $count } anderen hier werden das lesen.
  }
readers-lobby = { $count ->
    [one] Die eine Person im Vorraum wird das lesen.
   *[other] Alle { $count } im Vorraum werden das lesen.
  }
chat-refused-chat-off = Das wurde nicht gesendet: Gerade schreibt nur die Leitung. Was Sie geschrieben haben, bleibt stehen.
chat-refused-absent = Das wurde nicht gesendet: Niemand ist hier, der es lesen könnte. Was Sie geschrieben haben, bleibt stehen.
chat-refused-bad-text = Das wurde nicht gesendet: Es ist leer oder zu lang. Was Sie geschrieben haben, bleibt stehen.
chat-refused = Das wurde gerade nicht gesendet. Was Sie geschrieben haben, bleibt stehen. Versuchen Sie es gleich noch einmal.

## Der Stand der Aufzeichnung

title-on = Aufzeichnung · { $name }
title-paused = Aufzeichnung ruht · { $name }
recording-off = Keine Aufzeichnung
recording-off-sentence = Keine Aufzeichnung. Dazu müssten alle hier Ja sagen.
recording-asking = Keine Aufzeichnung
recording-asking-sentence = Keine Aufzeichnung, es wird gefragt. Nichts wird aufgezeichnet, wenn nicht alle hier Ja sagen.
recording-on = Aufzeichnung läuft
recording-on-sentence = Aufzeichnung läuft seit { $time }, weil alle hier Ja gesagt haben.
recording-since = Aufzeichnung seit { $time }
recording-paused = Aufzeichnung ruht
recording-paused-sentence = Aufzeichnung ruht. Solange wird nichts festgehalten.
recording-ended = Aufzeichnung beendet
recording-ended-sentence = Aufzeichnung beendet. Jetzt wird nichts aufgezeichnet.

## Die Frage nach der Aufzeichnung. Diese acht Sätze sind die aus consent/wording.py: Ein Ja gilt ihnen.

consent-question = Dürfen wir aufzeichnen?
consent-promise = Nichts wird aufgezeichnet, wenn nicht alle hier Ja sagen.
consent-nobody-told = Wenn jemand es nicht tut, erfährt niemand, wer.
consent-take-back = Ein Ja lässt sich jederzeit zurücknehmen. Die Aufzeichnung hört sofort auf.
consent-as-you-are = Platz, Stimme und Kamera bleiben, wie sie sind.
consent-yes = Ja
consent-no = Nein
consent-later = Später entscheiden

## Was sonst darauf steht

consent-asks = { $name } fragt alle
consent-asked = Alle werden gefragt
consent-arrival = Die Gruppe wird aufgezeichnet. Für Sie ruht das gerade. Darf es weitergehen?
consent-door = Aufzeichnung: was hier gefragt wird
consent-close = Schließen
terms-what = Was
terms-main-everyone = { $end ->
    [stop] Ton und Bild von allen im Hauptraum, bis jemand von der Leitung sie beendet. Keine Kleingruppen, keine Nachrichten.
   *[time] Ton und Bild von allen im Hauptraum, längstens bis { $time }. Keine Kleingruppen, keine Nachrichten.
  }
terms-main-teaching = { $end ->
    [stop] Ton, Bild und Bildschirm der Leitung im Hauptraum, bis jemand von ihr sie beendet. Sonst niemand, keine Kleingruppen, keine Nachrichten.
   *[time] Ton, Bild und Bildschirm der Leitung im Hauptraum, längstens bis { $time }. Sonst niemand, keine Kleingruppen, keine Nachrichten.
  }
terms-breakouts-everyone = { $end ->
    [stop] Ton und Bild von allen in den Kleingruppen, bis jemand von der Leitung sie beendet. Nicht der Hauptraum, keine Nachrichten.
   *[time] Ton und Bild von allen in den Kleingruppen, längstens bis { $time }. Nicht der Hauptraum, keine Nachrichten.
  }
terms-breakouts-teaching = { $end ->
    [stop] Ton, Bild und Bildschirm der Leitung in den Kleingruppen, bis jemand von ihr sie beendet. Sonst niemand, keine Nachrichten.
   *[time] Ton, Bild und Bildschirm der Leitung in den Kleingruppen, längstens bis { $time }. Sonst niemand, keine Nachrichten.
  }
terms-kept = Wie lange sie bleibt
terms-kept-days = { $days ->
    [one] Einen Tag. Dann wird ihr Schlüssel vernichtet, und sie ist weg.
   *[other] { $days } Tage. Dann wird ihr Schlüssel vernichtet, und sie ist weg.
  }
terms-viewers = Wer sie sehen darf
terms-viewers-named = Nur { $names }.
viewers-facilitators = die Leitung
viewers-participants = wer dabei war
viewers-absent = Mitglieder dieser Gruppe, die gefehlt haben
consent-said-given = Sie haben Ja gesagt
consent-said-given-text = Das lässt sich jederzeit zurücknehmen.
consent-said-refused = Nichts wird aufgezeichnet
consent-said-refused-text = Nur Sie sehen Ihre Antwort.
consent-said-later = Lassen Sie sich Zeit
consent-said-later-text = Solange Ihre Antwort offen ist, wird nichts aufgezeichnet.
consent-said-withdrawn = Ihr Ja ist zurückgenommen
consent-said-withdrawn-text = Nichts wird aufgezeichnet. Nur Sie sehen Ihre Antwort.
consent-said-kept = Nichts wurde gelöscht
consent-said-kept-text = Solange die Sitzung dauert, können Sie es hier noch löschen.
consent-said-erased-own = Ihr Bild und Ihre Stimme sind gelöscht
consent-said-erased-own-text = Der Schlüssel dazu ist vernichtet.
consent-said-erased-all = Die Aufzeichnung ist gelöscht
consent-said-erased-all-text = Der Schlüssel zu allem ist vernichtet.
consent-waiting = Antworten stehen aus
consent-waiting-text = Nichts wird aufgezeichnet, bevor alle hier Ja gesagt haben. Wer Zeit braucht, hat sie.
consent-on = Alle haben Ja gesagt
consent-on-text = { $end ->
    [stop] Es wird aufgezeichnet, bis jemand von der Leitung es beendet. Kommt jemand dazu oder verliert die Verbindung, ruht es von selbst.
   *[time] Es wird aufgezeichnet, längstens bis { $time }. Kommt jemand dazu oder verliert die Verbindung, ruht es von selbst.
  }
consent-paused = Aufzeichnung ruht
consent-paused-text = Solange wird nichts festgehalten. Sie geht von selbst weiter oder endet nach einer Minute.
consent-ended = Aufzeichnung beendet
consent-ended-text = { $days ->
    [one] Was aufgenommen wurde, bleibt einen Tag.
   *[other] Was aufgenommen wurde, bleibt { $days } Tage.
  }
consent-kept = { $minutes ->
    [0] Weniger als eine Minute bleibt bis zum { DATETIME($at, day: "numeric", month: "long") }.
    [one] Eine Minute bleibt bis zum { DATETIME($at, day: "numeric", month: "long") }.
   *[other] { $minutes } Minuten bleiben bis zum { DATETIME($at, day: "numeric", month: "long") }.
  }
consent-not-agreed = Nicht alle waren einverstanden
consent-not-agreed-text = Nichts wird aufgezeichnet. Es geht weiter wie immer.
consent-off = Nichts wird aufgezeichnet
consent-off-text = Dazu müssten alle hier Ja sagen.
consent-called-off-text = Die Frage wurde zurückgenommen. Es geht weiter wie immer.
consent-own-given = Ihre Antwort: ja
consent-own-given-text = Das lässt sich jederzeit zurücknehmen. Die Aufzeichnung hört sofort auf. Die Gruppe erfährt nur, dass sie zu Ende ist.
consent-own-refused = Ihre Antwort: nein
consent-own-refused-text = Das sehen nur Sie. Die Leitung liest dasselbe wie alle.
consent-own-withdrawn = Ihr Ja ist zurückgenommen
consent-own-withdrawn-text = Das sehen nur Sie. Die Gruppe erfährt nur, dass die Aufzeichnung zu Ende ist.
consent-withdraw = Mein Ja zurücknehmen
consent-stopped = Sie hat aufgehört
consent-stopped-text = Von jetzt an wird nichts mehr festgehalten.
consent-erase = Auch löschen, was schon aufgenommen ist?
consent-erase-own = Mein Bild und meine Stimme
consent-erase-own-help = Was Ihre Kamera und Ihr Mikrofon gesendet haben. Andere Mikrofone können Ihre Stimme aufgenommen haben: Das bleibt in deren Ton.
consent-erase-all = Die ganze Aufzeichnung
consent-erase-all-help = Von allen, für alle. Niemand kann sie zurückholen.
consent-erase-none = Nichts löschen
consent-stop = Aufzeichnung beenden
consent-call-off = Frage zurücknehmen
consent-again-at = Alle wurden erst vor Kurzem gefragt. Um { $time } können Sie wieder fragen.
consent-trouble-terms = Diese Seite ist älter als die Frage und kann darum nicht für Sie Ja sagen. Laden Sie sie neu und antworten Sie noch einmal.
consent-trouble-key = Ihr Browser kann auf dieser Seite kein Ja unterschreiben, denn sie kam ohne https. Nichts wird aufgezeichnet.
ask = Um Aufzeichnung bitten
ask-from = Aufzeichnung
ask-scope = Welche Räume
ask-scope-main = Der Hauptraum
ask-scope-breakouts = Die Kleingruppen, und zwar alle
ask-tracks = Wessen Ton und Bild
ask-tracks-everyone = Von allen
ask-tracks-teaching = Nur von der Leitung, mit ihrem Bildschirm
ask-until = Bis
ask-length = { $minutes ->
    [0] ich sie beende
   *[other] in { $minutes } Minuten
  }
ask-retention = Tage, die sie bleibt
ask-viewers = Wer sie sehen darf
ask-viewers-facilitators = Die Leitung
ask-viewers-participants = Wer dabei war
ask-viewers-absent = Mitglieder, die gefehlt haben
ask-promise = Alle werden gefragt, auch Sie. Vor dem letzten Ja wird nichts aufgezeichnet.
ask-now = Alle fragen
ask-going = Es wird gefragt
ask-gap-retention = Wählen Sie eine ganze Zahl von Tagen, von 1 bis { $days }.
ask-gap-viewers = Jemand sollte sie sehen dürfen.
ask-trouble-soon = Alle wurden erst vor Kurzem gefragt. Versuchen Sie es in ein paar Minuten wieder.
ask-trouble-asked = Das ist schon gefragt.
ask-trouble-recorder = Der Server kann gerade nicht aufzeichnen, darum wurde niemand gefragt. Die Sitzung geht weiter.
ask-trouble-terms = So lässt sich das nicht fragen. Sehen Sie nach, wie lange sie bleibt und bis wann.
notice-recording-on = Alle haben Ja gesagt. Aufzeichnung, bis jemand von der Leitung sie beendet.
notice-recording-until = Alle haben Ja gesagt. Aufzeichnung bis { DATETIME($at, timeStyle: "short") }.
notice-recording-on-again = Die Aufzeichnung geht weiter.
notice-recording-paused = Die Aufzeichnung ruht.
notice-recording-ended = Die Aufzeichnung ist beendet.
notice-recording-kept = { $minutes ->
    [0] Die Aufzeichnung ist beendet. Weniger als eine Minute bleibt bis zum { DATETIME($at, day: "numeric", month: "long") }.
    [one] Die Aufzeichnung ist beendet. Eine Minute bleibt bis zum { DATETIME($at, day: "numeric", month: "long") }.
   *[other] Die Aufzeichnung ist beendet. { $minutes } Minuten bleiben bis zum { DATETIME($at, day: "numeric", month: "long") }.
  }
notice-not-agreed = Nicht alle waren einverstanden. Nichts wird aufgezeichnet.
notice-called-off = Die Frage wurde zurückgenommen. Nichts wird aufgezeichnet.
said-asked = { $tracks ->
    [teaching] { $name } fragt, ob der Vortrag aufgezeichnet werden darf. Antworten mit { $key }.
   *[everyone] { $name } fragt, ob aufgezeichnet werden darf. Antworten mit { $key }.
  }
said-asked-unnamed = { $tracks ->
    [teaching] Alle werden gefragt, ob der Vortrag aufgezeichnet werden darf. Antworten mit { $key }.
   *[everyone] Alle werden gefragt, ob aufgezeichnet werden darf. Antworten mit { $key }.
  }
said-asked-door = Sie werden gefragt, ob aufgezeichnet werden darf. Die Frage steht auf dieser Seite.
said-recording = Aufzeichnung läuft.
said-recording-paused = Aufzeichnung ruht.
said-recording-ended = Aufzeichnung beendet.

## Was aufgezeichnet wurde, am Ende

ended-session-recorded = Die Sitzung ist zu Ende. Das wurde aufgezeichnet, und das nicht.
recorded = Was aufgezeichnet wurde
recorded-minutes = { $minutes ->
    [0] Weniger als eine Minute, während Sie hier waren
    [one] Eine Minute, während Sie hier waren
   *[other] { $minutes } Minuten, während Sie hier waren
  }
recorded-gone = Alle im Raum hatten Ja gesagt. Gelöscht wird sie am { DATETIME($at, dateStyle: "long") }.
recorded-erased = Sie ist gelöscht.
recorded-not = Alles andere wurde nicht aufgezeichnet
recorded-not-text = Von dem, was davor und danach gesagt und gezeigt wurde, bleibt nichts.
recorded-forgotten = Jetzt vergessen
recorded-forgotten-text = Nachrichten, Handzeichen und Bitten um Hilfe.
recorded-line = Aufgezeichnet: { $spans }
recorded-span = { $from } bis { $to }
recorded-receipt = Meinen Aufzeichnungsbeleg sichern
recorded-receipt-help = Er belegt Ihre Antworten.
recorded-receipt-reader = Hier lesen und prüfen
recorded-receipt-lacking = Der neueste Beleg konnte nicht geholt werden. Was Sie geantwortet haben, gilt trotzdem.
recorded-receipt-again = Noch einmal holen

## Die Seite der Belege

receipt = Ihr Aufzeichnungsbeleg
receipt-lead = Öffnen Sie die Datei, die Sie gesichert haben. Diese Seite zeigt, was sie belegt, und prüft, dass nichts darin verändert wurde.
receipt-choose = Die gesicherte Datei
receipt-private = Sie bleibt auf diesem Gerät. Nichts wird gesendet.
receipt-good = Alles stimmt: Seit der Unterschrift wurde nichts verändert, weggelassen oder hinzugefügt.
receipt-no-receipt = Das ist kein Beleg, den diese Seite lesen kann.
receipt-not-signed = Der Server mit diesem Schlüssel hat das nicht unterschrieben. Es belegt nichts.
receipt-other-entries = Die Einträge sind nicht die, die unterschrieben wurden. Es belegt nichts.
receipt-other-entry = Eintrag { $place } ist nicht, was geschrieben wurde. Es belegt nichts.
receipt-forged = Das Ja in Eintrag { $place } hat nicht Ihr Browser unterschrieben. Behalten Sie diese Datei, und fragen Sie, wer den Server betreibt.
receipt-cannot-check = Dieser Browser kennt diese Art von Unterschrift nicht. Ein neuerer kennt sie.
receipt-recorded = { $minutes ->
    [0] Weniger als eine Minute wurde aufgezeichnet.
    [one] Eine Minute wurde aufgezeichnet.
   *[other] { $minutes } Minuten wurden aufgezeichnet.
  }
receipt-time = { DATETIME($at, dateStyle: "short", timeStyle: "medium") }
receipt-signed = { $size ->
    [one] Ein Eintrag, unterschrieben am { DATETIME($at, dateStyle: "long", timeStyle: "short") }. Von anderen stehen hier nur Prüfsummen.
   *[other] { NUMBER($size) } Einträge, unterschrieben am { DATETIME($at, dateStyle: "long", timeStyle: "short") }. Von anderen stehen hier nur Prüfsummen.
  }
receipt-ledger = Buch
receipt-head = Stand
receipt-key = Wer unterschrieben hat
receipt-key-text = Wer den Schlüssel hierzu hat. Vergleichen Sie ihn mit dem, was die Betreiber Ihres Servers sagen.
entry-joined = Sie kamen herein, und Ihr Browser brachte seinen Schlüssel mit.
entry-asked = { $days ->
    [one] { $tracks ->
        [teaching] Alle wurden gefragt: Ton und Bild der Leitung, einen Tag lang.
       *[everyone] Alle wurden gefragt: Ton und Bild von allen, einen Tag lang.
      }
   *[other] { $tracks ->
        [teaching] Alle wurden gefragt: Ton und Bild der Leitung, { $days } Tage lang.
       *[everyone] Alle wurden gefragt: Ton und Bild von allen, { $days } Tage lang.
      }
  } { $scope ->
    [breakouts] In den Kleingruppen.
   *[main] Im Hauptraum.
  }
entry-yes = Sie haben Ja gesagt. Ihr Browser hat es unterschrieben.
entry-no-yes = Sie haben nicht Ja gesagt.
entry-settled = { $outcome ->
    [given] Alle hatten Ja gesagt.
    [not-agreed] Nicht alle waren einverstanden.
   *[other] Die Frage wurde zurückgenommen.
  }
entry-gate-open = Die Aufzeichnung lief.
entry-gate-shut = Die Aufzeichnung ruhte.
entry-withdrawn = Sie haben Ihr Ja zurückgenommen.
entry-ended = Die Aufzeichnung war zu Ende.
entry-erased-own = Ihr Bild und Ihre Stimme wurden gelöscht.
entry-erased-all = Die ganze Aufzeichnung wurde gelöscht.
entry-exported = Ein Film wurde daraus gemacht.
entry-exported-plain = Ein Film wurde daraus gemacht, als Datei, die alle öffnen können.
entry-opened = Jemand, der sie sehen darf, bekam sie zu sehen.
entry-other = Etwas, das diese Seite nicht kennt.

## Wer wartet, und wer da ist

knock-one = { $name } ist im Vorraum
knock-many = { $count } Personen sind im Vorraum
knock-admit = Hereinlassen
knock-later = Später
knock-see = Wer ist da?
knock-see-help = Ansehen
knock-admit-name = { $name } hereinlassen
knock-refuse-name = Heute nicht, { $name }
knock-refuse = Heute nicht
knock-all = { $count ->
    [2] Beide hereinlassen
   *[other] Alle { $count } hereinlassen
  }
knock-write = Schreiben
knock-write-name = { $name } schreiben
lobby-requests = Anfragen im Vorraum
locked = Geschlossen
locked-sentence = Der Raum ist geschlossen. Niemand Neues kommt herein.

panel-tabs = Was neben dem Kreis steht
people = Personen
people-lobby = Im Vorraum
people-circle = Im Kreis
people-observers = Beobachten
people-close = Schließen
people-count = { $count ->
    [one] eine Person
   *[other] { $count } Personen
  }
people-private-hint = Nur die Leitung sieht die Namen unter den Pseudonymen.
people-microphone-on = Mikrofon an
people-muted = Stumm
people-camera-off = Kamera aus
people-speaking = Spricht
people-reconnecting = Verbindet sich neu
people-weak = Schwache Verbindung
people-away = Kurz weg
people-hand = { $place ->
    [1] Hand oben, als Erstes an der Reihe
    [2] Hand oben, als Zweites an der Reihe
    [3] Hand oben, als Drittes an der Reihe
    [4] Hand oben, als Viertes an der Reihe
    [5] Hand oben, als Fünftes an der Reihe
    [6] Hand oben, als Sechstes an der Reihe
   *[other] Hand oben, Nummer { $place }
  }
people-hands = Hände, der Reihe nach
people-lower-all = Alle Hände senken
people-actions = Möglichkeiten für { $name }
people-role-facilitator = leitet
people-role-observer = beobachtet
people-role-you = Sie
people-role-facilitator-you = leitet, Sie
people-role-observer-you = beobachtet, Sie
people-focus = { $name } größer ansehen
people-focus-back = Zurück zum Kreis
people-write = { $name } schreiben
people-connection = Verbindung von { $name }
act-focus = Größer
act-write = Schreiben
act-connection = Verbindung
act-mute = Stummschalten
act-ask-unmute = Um Ton bitten
act-stop-camera = Kamera anhalten
act-lower-hand = Hand senken
act-remove = Hinausbitten
act-ban = Ausschließen
people-mute = { $name } stummschalten
people-ask-unmute = Um Ton bitten: { $name }
people-asked = { $name } wurde gefragt, ob etwas zu sagen ist.
people-stop-camera = Kamera anhalten: { $name }
people-lower-hand = Hand senken: { $name }
people-remove = { $name } hinausbitten
people-remove-question = { $name } verlässt die Sitzung sofort und gibt den Platz auf. Anklopfen ist danach wieder möglich.
people-remove-sure = { $name } jetzt hinausbitten
people-remove-keep = { $name } bleibt
people-ban = { $name } ausschließen
people-ban-question = { $name } geht sofort und kann nicht in diese Sitzung zurück. Ab jetzt ist der Vorraum an, damit niemand ungesehen hereinkommt.
people-ban-sure = { $name } jetzt ausschließen

keys-title = Tasten
keys-microphone = Mikrofon an, stumm
keys-camera = Kamera an, aus
keys-self-view = Mein Bild verbergen oder zeigen
keys-sound-only = Nur Ton, oder auch Bilder
keys-people = Personen
keys-recording = Aufzeichnung: Stand lesen, antworten, Ja zurücknehmen
keys-lobby = Zur ersten Anfrage im Vorraum
keys-hand = Hand heben, senken
keys-away = Kurz weggehen, wiederkommen
keys-messages = Schreiben
keys-help-held = Stille Hilfe
keys-speak = Sprechen, solange gehalten
keys-enter = Die Person auf der Kachel größer ansehen, und zurück
keys-shift-enter = Möglichkeiten für die Person auf der Kachel
keys-arrows = Zwischen den Kacheln wandern
keys-close = Das Oberste schließen
keys-region = Nächster Bereich
keys-keys = Diese Liste
keys-arrows-name = Pfeile
keys-hint = Buchstaben wirken, solange der Fokus im Raum ist und nicht in einem Feld.

notice = Hinweis
notice-close = Beiseitelegen

## Was im Raum gesagt wird

notice-muted-by = { $name } hat Sie stummgeschaltet. Schalten Sie sich ein, wann immer Sie sprechen möchten.
notice-muted = Die Leitung hat Sie stummgeschaltet. Schalten Sie sich ein, wann immer Sie sprechen möchten.
notice-camera-by = { $name } hat Ihre Kamera angehalten. Schalten Sie sie ein, wann immer Sie möchten.
notice-camera = Die Leitung hat Ihre Kamera angehalten. Schalten Sie sie ein, wann immer Sie möchten.
notice-asked-by = { $name } fragt, ob Sie sprechen möchten.
notice-asked = Die Leitung fragt, ob Sie sprechen möchten.
notice-asked-unmute = Mikrofon an
notice-asked-later = Jetzt nicht
notice-while-muted = Sie sind stumm. Halten Sie die { $key }, um zu sprechen.
notice-while-muted-touch = Sie sind stumm.
notice-weak = Ihre Verbindung ist schwach. Andere sehen Sie vielleicht verspätet.
notice-sound-only = Nur Ton: Die Bilder der anderen ruhen. Man sieht Sie wie zuvor.
notice-sound-only-end = Bilder zeigen
notice-hand = { $place ->
    [1] Ihre Hand ist oben. Sie sind als Erstes an der Reihe.
    [2] Ihre Hand ist oben. Sie sind als Zweites an der Reihe.
    [3] Ihre Hand ist oben. Sie sind als Drittes an der Reihe.
    [4] Ihre Hand ist oben. Sie sind als Viertes an der Reihe.
    [5] Ihre Hand ist oben. Sie sind als Fünftes an der Reihe.
    [6] Ihre Hand ist oben. Sie sind als Sechstes an der Reihe.
   *[other] Ihre Hand ist oben. Sie sind Nummer { $place }.
  }
notice-away = Sie erscheinen als kurz weg. Niemand erfährt den Grund. Mikrofon und Kamera sind aus.
notice-away-back = Wieder da
notice-hold-named = { $count ->
    [one] { $names } ist einen Moment weg. Der Raum wartet: Niemand Neues kommt herein, nichts wird aufgezeichnet. Sie können bleiben oder ruhen.
   *[other] { $names } sind einen Moment weg. Der Raum wartet: Niemand Neues kommt herein, nichts wird aufgezeichnet. Sie können bleiben oder ruhen.
  }
notice-hold-ends-named = { $name } ist wieder da.
notice-hold = Die Leitung ist einen Moment weg. Der Raum wartet: Niemand Neues kommt herein, nichts wird aufgezeichnet. Sie können bleiben oder ruhen.
notice-hold-ends = Die Leitung ist wieder da.
notice-unjournalled = Die Sitzung geht weiter. Der Server kann gerade nichts notieren: Nach einem Neustart wüsste er nicht, wer hier ist.
notice-reconnecting = Einen Moment, wir bringen Sie zurück. Ihr Platz bleibt frei.
notice-still-trying = Wir versuchen es weiter. Ihr Platz bleibt 10 Minuten frei.
notice-try-now = Jetzt versuchen
notice-back = Sie sind wieder da, am selben Platz.
notice-sound = Ihr Browser wartet auf einen Druck, bevor er Ton abspielt.
notice-sound-play = Die Gruppe hören
notice-microphone-refused = Ihr Mikrofon bleibt aus. Der Browser durfte es nicht benutzen, oder es gibt keines. Sie hören die Gruppe.
notice-camera-refused = Ihre Kamera bleibt aus. Der Browser durfte sie nicht benutzen, oder es gibt keine. Die anderen sehen Ihren Namen.
notice-not-now = Das ging gerade nicht. Nichts hat sich geändert. Versuchen Sie es gleich noch einmal.

said-joined = Sie sind im Kreis. Ihr Mikrofon ist { $microphone ->
    [on] an
   *[off] stumm
  }.
said-here = { $name } ist da.
said-left = { $name } ist gegangen.
said-back = { $name } ist wieder da.
said-many-here = { $count } Personen sind hereingekommen.
said-reconnecting = { $name } verbindet sich neu.
said-muted = Stumm.
said-microphone-on = Mikrofon an.
said-camera-off = Kamera aus.
said-camera-on = Kamera an.
said-picture-hidden = Ihr Bild ist vor Ihnen verborgen. Die anderen sehen es weiterhin.
said-picture-shown = Sie sehen Ihr Bild wieder.
said-sound-only = Jetzt nur Ton: Die Bilder der anderen ruhen.
said-pictures = Die Bilder sind wieder da.
said-lobby = { $name } ist im Vorraum. Drücken Sie { $key }.
said-hand-down = Ihre Hand ist unten.
said-hand = { $place ->
    [1] { $name } hat die Hand oben, als Erstes.
    [2] { $name } hat die Hand oben, als Zweites.
    [3] { $name } hat die Hand oben, als Drittes.
    [4] { $name } hat die Hand oben, als Viertes.
    [5] { $name } hat die Hand oben, als Fünftes.
    [6] { $name } hat die Hand oben, als Sechstes.
   *[other] { $name } hat die Hand oben, Nummer { $place }.
  }
said-away = Sie erscheinen als kurz weg. Niemand erfährt den Grund.
said-here-again = Sie erscheinen wieder als da.
said-locked = Der Raum ist geschlossen. Niemand Neues kommt herein.
said-unlocked = Der Raum ist wieder offen.
said-focused = { $name } ist größer zu sehen.
said-circle = Sie sehen den ganzen Kreis.
said-message = { $name }: { $text }
said-message-to-all = { $name } an alle: { $text }
said-message-between = { $name } an die Leitung: { $text }
said-message-to-you = { $name } an Sie: { $text }
said-help-done = Ihre Bitte um Hilfe ist erledigt.

## Danach

ended-left = Sie sind gegangen
ended-left-text = Die Gruppe geht weiter. Sie können über denselben Link zurückkommen.
ended-come-back = Zurückkommen
ended-removed = Sie haben diese Sitzung verlassen
ended-removed-text = Die Leitung hat Ihren Platz beendet. Wenn Sie Fragen haben, wenden Sie sich außerhalb des Raums an Ihre Leitung.
ended-refused = Gerade nicht
ended-refused-text = Die Leitung kann Sie gerade nicht hereinlassen. Sie können außerhalb des Raums nachfragen.
ended-session = Danke für heute, { $name }
ended-session-text = Die Sitzung ist zu Ende. Nichts wurde aufgezeichnet. Nächstes Mal gilt derselbe Link.
ended-elsewhere = Sie sind jetzt auf einem anderen Gerät in der Gruppe
ended-elsewhere-text = Ihr Platz ist mit Ihnen umgezogen.
ended-continue-here = Hier weitermachen
ended-stay-there = Dort bleiben
ended-stayed-there = Ihr Platz ist dort, und diese Seite hat ihn losgelassen. Sie können sie schließen.
ended-lapsed = Ihr Platz blieb eine Weile frei
ended-lapsed-text = Sie waren länger als 10 Minuten weg, darum ist Ihr Platz nicht mehr vorgemerkt. Sie können wieder hereinkommen.
ended-close = Sie können diese Seite schließen.

## Wenn die Tür geschlossen bleibt

door-link = Dieser Link öffnet keinen Raum
door-link-text = Vielleicht ist er schon älter. Bitten Sie Ihre Leitung um den aktuellen Link.
door-absent = Einen solchen Raum gibt es hier nicht
door-absent-text = Prüfen Sie den Link, oder fragen Sie dort nach, woher Sie ihn haben.
door-full = Alle Plätze sind besetzt
door-full-text = Der Raum ist gerade voll. Versuchen Sie es gleich noch einmal, oder fragen Sie Ihre Leitung.
door-busy = Der Dienst ist gerade voll
door-busy-text = Es sind so viele Menschen hier, wie er gut tragen kann. Mit Ihrem Link ist alles in Ordnung. Versuchen Sie es in einigen Minuten noch einmal.
door-locked = Die Tür ist gerade geschlossen
door-locked-text = Im Moment kommt niemand Neues herein. Wenn Sie erwartet werden, schreiben Sie Ihrer Leitung und versuchen Sie es später.
door-banned = Sie haben diese Sitzung verlassen
door-banned-text = Die Leitung hat Ihren Platz beendet. Wenn Sie Fragen haben, wenden Sie sich außerhalb des Raums an Ihre Leitung.
door-away = Der Server antwortet gerade nicht
door-away-text = Prüfen Sie Ihre Verbindung. Was Sie geschrieben haben, bleibt stehen.
door-browser = Dieser Browser kann nicht teilnehmen
door-browser-text = Er kennt WebRTC nicht. Ein aktueller Firefox, Chrome, Edge oder Safari kennt es.
door-foreign = Diese Website darf den Raum noch nicht öffnen
door-foreign-text = Wenden Sie sich an die Betreuung der Website, oder nehmen Sie den Link, den Sie bekommen haben.
door-foreign-setting = Für die Betreuung der Website: { $origin } gehört in allowed_origins, beim Raum oder beim Server.
door-try-again = Noch einmal versuchen

## Teilräume, wie alle sie sehen

place-side = Nebenraum
place-alone = Bis jetzt nur Sie
place-you = Sie
place-many = Sie und { $count } andere
place-back = Zurück in den Hauptraum
time-left = Noch { $time }
time-left-word = übrig
mark-listens = { $count ->
    [one] { $names } hört zu
   *[other] { $names } hören zu
  }
mark-speaks = { $count ->
    [one] { $names } spricht zu Ihnen
   *[other] { $names } sprechen zu Ihnen
  }
reach-on = { $count ->
    [one] { $rooms } hört Sie
   *[other] { $count } Räume hören Sie
  }
reach-stop = Man hört Sie in { $rooms }. Drücken beendet es.
listen-on = { $count ->
    [one] Man sieht, dass Sie zuhören
   *[other] { $count } Räume sehen, dass Sie zuhören
  }
listen-stop-all = Sie hören zu: { $rooms }. Drücken beendet es.
cue-card = Ihre Rolle
part-a = Sie fragen zuerst
part-b = Sie antworten zuerst
part-coach = Sie beobachten und helfen
part-a-short = A
part-b-short = B
part-coach-short = Coach
facet-part = { $part ->
    [a] Rolle A
    [b] Rolle B
   *[coach] Coach
  }
choose-room = In welchen Raum möchten Sie?
people-in-room = in { $room }
people-elsewhere = in einem anderen Raum
people-here = In diesem Raum
people-there = In anderen Räumen
people-together = Wer mit wem zusammen war
strand-broadcast = An alle Räume
write-to-broadcast = Alle Räume

notice-with = Sie sind jetzt mit { $names } zusammen. Mikrofon und Kamera sind, wie sie waren.
notice-alone = Sie sind erst einmal für sich. Andere kommen noch.
notice-merged = Sie sind wieder im Kreis.
notice-merged-with = Sie sind wieder im Kreis. Sie waren mit { $names } zusammen.
notice-swapped = { $part ->
    [a] Wechsel: Sie sind jetzt A. Sie fragen.
    [b] Wechsel: Sie sind jetzt B. Sie antworten.
   *[coach] Wechsel: Sie sind jetzt Coach. Sie beobachten und helfen.
  }
notice-broadcast = { $name } an alle Räume: { $text }
landing-minutes = Noch zwei Minuten.
landing-finish = 30 Sekunden. Beenden Sie Ihren Satz, gleich kommt der Kreis. Ihr Mikrofon bleibt, wie es ist.
landing-last = 10 Sekunden. Beenden Sie Ihren Satz, gleich kommt der Kreis.
landing-minutes-rooms = In zwei Minuten kommen alle zurück.
landing-finish-rooms = In 30 Sekunden kommen alle zurück. Alle wissen es.
landing-last-rooms = In 10 Sekunden kommen alle zurück.
said-minutes = { $minutes ->
    [one] Eine Minute.
   *[other] { $minutes } Minuten.
  }
said-listens = { $name } hört zu.
said-listens-no-more = { $name } hört nicht mehr zu.
said-speaks-in = { $name } spricht zu Ihnen.
said-split = { $count ->
    [one] Ein Raum ist offen.
   *[other] { $count } Räume sind offen.
  }
said-merged = Alle sind wieder im Kreis.
said-came = { $count ->
    [one] { $names } ist in diesen Raum gekommen.
   *[other] { $names } sind in diesen Raum gekommen.
  }
said-went = { $count ->
    [one] { $names } ist in einen anderen Raum gegangen.
   *[other] { $names } sind in einen anderen Raum gegangen.
  }
said-choose = { $count ->
    [one] Es gibt einen Raum, den Sie wählen können.
   *[other] Sie können zwischen { $count } Räumen wählen.
  }

## Teilräume, wie die Leitung sie sieht

control-split = Aufteilen
control-rooms = Räume
control-pairs = Paare, 8 min
control-pairs-help = Teilt den Kreis sofort für 8 Minuten in Paare auf.
split = Den Kreis aufteilen
split-room = { $room } noch einmal aufteilen
split-close = Schließen, ohne aufzuteilen
split-how = Wie aufgeteilt wird
split-size = Nach Größe
split-size-help = Gelost, kaum Wiederholungen
split-count = Nach Anzahl
split-count-help = So viele Räume
split-hand = Von Hand
split-hand-help = Sie setzen jeden Namen
split-choice = Freie Wahl
split-choice-help = Alle wählen selbst
split-plan = Gespeichert
split-plan-help = Wie es war
split-step-size = Personen je Raum
split-step-count = Räume
split-step-minutes = Minuten
split-less = Weniger: { $what }
split-more = Mehr: { $what }
split-no-end = offen
split-promise = Niemand verbindet sich neu. Mikrofone bleiben, wie sie sind.
split-not-now = Jetzt nicht
split-now = Jetzt aufteilen
split-going = Wird aufgeteilt
wish-repeats = Nicht mit denen von neulich
wish-lead = In jedem Raum
wish-lead-none = unter sich
wish-lead-facilitator = eine Leitung
wish-lead-steady = eine feste Person
wish-steady = Feste Personen
wish-apart = Nicht zusammen
wish-together = Zusammen
wish-one = eine Person
wish-other = eine andere
wish-add-apart = Diese beiden nicht zusammen
wish-add-together = Diese beiden zusammen
wish-drop = Diesen Wunsch für { $names } verwerfen
wish-private = Nur die Leitung sieht diese Wünsche.
plan = Der Plan
plan-rooms = { $count ->
    [0] Noch kein Raum
    [one] Ein Raum
   *[other] { $count } Räume
  }
plan-draw = Neu losen
plan-room = Raum { $number }
plan-empty = Noch niemand
plan-name-room = Name von Raum { $number }
plan-stay = Bleiben hier
plan-choice = Alle sehen diese Räume und gehen, wohin sie möchten.
plan-repeats = { $count ->
    [0] Kein Paar trifft sich wieder.
    [one] Ein Paar trifft sich wieder:
   *[other] { $count } Paare treffen sich wieder:
  }
plan-exact = Weniger geht nicht.
plan-collide = Diese Wünsche gehen nicht alle zugleich in Erfüllung. Verwerfen Sie einen:
plan-refused = Dieser Plan geht noch nicht auf. Nichts hat sich geändert.
plan-bad-rules = Es ist niemand da, oder jemand aus einem Wunsch ist gegangen.
plan-not-found = Für so viele Wünsche wurde kein Plan gefunden. Verwerfen Sie einen, oder setzen Sie die Namen von Hand.
rule-apart = { $names } sollen nicht zusammen sein.
rule-together = { $names } sollen zusammen sein.
rule-lead = In jedem Raum soll jemand führen, und es sind zu wenige.
rule-placed = { $names } sollen in einen bestimmten Raum.
rule-rooms = Die Zahl der Räume, oder ihre Größe.
rule-other = Ein Wunsch zu { $names }.
plan-which = Plan
plan-forget = Vergessen
plan-keep = Diese Räume als Plan behalten
plan-name = Ein Name dafür
plan-save = Behalten
plan-kept = Behalten: { $names }
board = Die Räume
board-title = { $count ->
    [one] Ein Raum
   *[other] { $count } Räume
  }
board-hint = Ziehen Sie einen Namen, oder drücken Sie ihn und wählen Sie einen Raum.
board-add = Raum
board-hop = Hingehen
board-hop-room = Hingehen zu { $room }
board-listen = Bei { $room } zuhören
board-more = Mehr zu { $room }
board-talks = Im Gespräch
board-quiet = Gerade still
board-empty = Niemand ist hier
board-asks = { $minutes ->
    [0] Bittet um Hilfe, eben erst
   *[other] Bittet um Hilfe, { $minutes } min
  }
board-you-listen = Sie hören zu
board-facilitator = { $name } ist hier
board-within = in { $room }
board-main = Hauptraum
board-late = Wer später kommt, geht nach
board-time = Zeit
board-open-end = Offen, bis Sie zusammenführen.
board-minute = 1 min
board-merge = Zusammenführen
board-merge-30 = in 30 s
board-merge-120 = in 2 min
board-move = { $name } verlegen nach
board-exchange = { $name } tauschen mit
board-exchange-with = Tauschen mit …
board-name = Name
board-whisper = Nur hier sprechen
board-split-again = Noch einmal aufteilen
board-merge-one = Diesen Raum auflösen
board-bring-back = Beide zurückholen
board-newcomers = Späte kommen hierher
board-into = Auflösen in
board-into-which = Welchen Raum?
chip-move = Drücken, um { $name } zu verlegen
reach = An die Räume
reach-whom = Welche Räume
reach-count = { $count ->
    [one] an einen Raum
   *[other] an { $count } Räume
  }
reach-write = An die Räume schreiben
reach-send = An die Räume senden
reach-speak = Zu ihnen sprechen
reach-speaking = Man hört Sie. Beenden
reach-speak-help = Ihre Stimme ist dort außer in Ihrem Raum zu hören, bis Sie es beenden.
play = Rollenspiel
play-give = Rollen geben
play-swap = Rollen wechseln
play-help = Nach dem Platz: Wer zuerst sitzt, fragt, die zweite Person antwortet, alle weiteren beobachten.
play-cue-a = fragt. Stichwort:
play-cue-b = antwortet. Stichwort:
play-cue-coach = beobachtet. Stichwort:
act-aside = Beiseite nehmen
people-aside = Beiseite nehmen: { $name }, in einen Nebenraum
said-moved = { $name } ist jetzt in { $room }.
said-exchanged = { $name } und { $other } haben getauscht.
said-broadcast = { $count ->
    [one] An einen Raum gesendet.
   *[other] An { $count } Räume gesendet.
  }
key-rooms = R
keys-rooms = Aufteilen; die Räume, und zurück zum Kreis
keys-more-time = Eine Minute mehr für alle Räume
key-listen = E
keys-listen = In den Raum der Karte hineinhören, oder aufhören
key-merge = Z
keys-merge = Zur Taste Zusammenführen; Eingabe führt alle Räume zusammen
key-bell = G
keys-bell = Die Glocke: die Rollen wechseln
key-go = 1 bis 9, 0
keys-go = In der Übersicht: in diesen Raum gehen; 0 in den Hauptraum

# Geteilte Bildschirme
screens = Geteilte Bildschirme
screen-of = { $name }: Bildschirm
screen-own = Sie teilen Ihren Bildschirm.
screen-stop = Nicht mehr teilen
screen-full = Ganzer Bildschirm, oder zurück
control-screen-off = Bildschirm teilen
control-screen-on = Nicht mehr teilen
more-screen = Meinen Bildschirm teilen
facet-screen = teilt den Bildschirm
reach-show = Meinen Bildschirm dort zeigen
reach-showing = Dort zu sehen. Beenden
said-screen-on = { $name } teilt den Bildschirm.
said-screen-off = { $name } teilt den Bildschirm nicht mehr.
said-screen-own-off = Ihr Bildschirm wird nicht mehr geteilt.
