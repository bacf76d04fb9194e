/* The load of benchmarks/forward.py: sends SRTP at fixed rates on given sockets, drains and counts
 * what comes back.  SRTP comes through pointers from pylibsrtp, so that it needs no headers.
 * Packets look like a browser's: transport-wide numbers, mid, rid, audio level, VP8 descriptors. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

typedef int (*cipher_fn)(void *, void *, int *);

enum { CLIENTS = 512, STREAMS = 2048, BATCH = 64, ROOM = 2048, INTRODUCED = 100 };

struct client {
    int fd;
    struct sockaddr_in server;
    void *outbound, *inbound;
    uint16_t transport_sequence;
    uint64_t media, control, other, opened, forged;
};

struct stream {
    int client, payload_type, size, burst, video, frames, key_every, mid_size;
    char mid[4], rid;
    uint32_t ssrc, timestamp, ticks;
    double per_second, next;
    uint16_t sequence, picture;
    uint64_t sent;
};

static struct client clients[CLIENTS];
static struct stream streams[STREAMS];
static int client_count, stream_count;
static cipher_fn protect, unprotect;

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

void load_cipher(cipher_fn to_protect, cipher_fn to_unprotect) {
    protect = to_protect;
    unprotect = to_unprotect;
}

void load_reset(void) { client_count = stream_count = 0; }

int load_client(int fd, const char *host, int port, void *outbound, void *inbound) {
    struct client *c = &clients[client_count];
    memset(c, 0, sizeof *c);
    c->fd = fd;
    c->outbound = outbound;
    c->inbound = inbound;
    c->server.sin_family = AF_INET;
    c->server.sin_port = htons(port);
    inet_pton(AF_INET, host, &c->server.sin_addr);
    return client_count++;
}

int load_stream(int client, uint32_t ssrc, const char *mid, char rid, int payload_type, int size,
                double per_second, int burst, uint32_t ticks, int video, int key_every) {
    struct stream *s = &streams[stream_count];
    memset(s, 0, sizeof *s);
    s->client = client;
    s->ssrc = ssrc;
    s->mid_size = strlen(mid);
    memcpy(s->mid, mid, s->mid_size);
    s->rid = rid;
    s->payload_type = payload_type;
    s->size = size;
    s->per_second = per_second;
    s->burst = burst;
    s->ticks = ticks;
    s->video = video;
    s->key_every = key_every;
    s->sequence = 1000;
    s->timestamp = 90000;
    return stream_count++;
}

static uint8_t *element(uint8_t *at, int id, const void *value, int size) {
    *at++ = id << 4 | (size - 1);
    memcpy(at, value, size);
    return at + size;
}

/* RFC 3550 and RFC 8285; returns the length. */
static int header(struct stream *s, uint8_t *b, int marker) {
    uint16_t n = htons(clients[s->client].transport_sequence++);
    uint8_t level = 0x80 | 30, *at = b + 16;
    b[0] = 0x90;
    b[1] = s->payload_type | (marker ? 0x80 : 0);
    *(uint16_t *)(b + 2) = htons(s->sequence++);
    *(uint32_t *)(b + 4) = htonl(s->timestamp);
    *(uint32_t *)(b + 8) = htonl(s->ssrc);
    at = element(at, 3, &n, 2);
    if (s->sent < INTRODUCED) { /* as browsers do, until they know that they are known */
        at = element(at, 4, s->mid, s->mid_size);
        if (s->rid) at = element(at, 5, &s->rid, 1);
    }
    if (!s->video) at = element(at, 1, &level, 1);
    while ((at - b) % 4) *at++ = 0;
    b[12] = 0xBE;
    b[13] = 0xDE;
    *(uint16_t *)(b + 14) = htons((at - b - 16) / 4);
    return at - b;
}

static void send_burst(struct stream *s) {
    uint8_t b[ROOM];
    struct client *c = &clients[s->client];
    int key = s->video && s->frames % s->key_every == 0;
    s->timestamp += s->ticks;
    s->frames++;
    s->picture++;
    for (int k = 0; k < s->burst; k++) {
        int at = header(s, b, s->video && k == s->burst - 1), size = at + s->size;
        memset(b + at, 0x55, s->size);
        if (s->video) { /* RFC 7741: picture id of 15 bits, TL0PICIDX, temporal id */
            uint8_t *d = b + at;
            d[0] = k ? 0x80 : 0x90;
            d[1] = 0xE0;
            d[2] = 0x80 | (s->picture >> 8 & 0x7F);
            d[3] = s->picture;
            d[4] = s->picture;
            d[5] = 0;
            d[6] = key && !k ? 0x50 : 0x51;
        }
        if (protect(c->outbound, b, &size) == 0 &&
            sendto(c->fd, b, size, 0, (void *)&c->server, sizeof c->server) == size)
            s->sent++;
    }
}

static void count(struct client *c, uint8_t *b, int size, int check) {
    if (size < 12 || b[0] < 128 || b[0] > 191) { c->other++; return; }
    if (b[1] >= 192 && b[1] <= 223) { c->control++; return; }
    c->media++;
    if (!check || c->media % check) return;
    if (unprotect(c->inbound, b, &size) == 0) c->opened++;
    else c->forged++;
}

static void drain(int check) {
    static uint8_t room[BATCH][ROOM];
    struct mmsghdr heads[BATCH];
    struct iovec parts[BATCH];
    for (int i = 0; i < client_count; i++)
        for (int n = BATCH; n == BATCH;) {
            memset(heads, 0, sizeof heads);
            for (int k = 0; k < BATCH; k++) {
                parts[k].iov_base = room[k];
                parts[k].iov_len = ROOM;
                heads[k].msg_hdr.msg_iov = &parts[k];
                heads[k].msg_hdr.msg_iovlen = 1;
            }
            n = recvmmsg(clients[i].fd, heads, BATCH, MSG_DONTWAIT, NULL);
            for (int k = 0; k < n; k++) count(&clients[i], room[k], heads[k].msg_len, check);
        }
}

static uint64_t received(void) {
    uint64_t all = 0;
    for (int i = 0; i < client_count; i++) all += clients[i].media;
    return all;
}

static void rest(long nanoseconds) {
    struct timespec t = {0, nanoseconds};
    nanosleep(&t, NULL);
}

/* Sends for so long, looking at the clock each half millisecond; one in `check` is decrypted. */
void load_run(double duration, int check) {
    double began = seconds(), now;
    for (int i = 0; i < stream_count; i++) /* spread over one burst's time */
        streams[i].next = (double)i / stream_count * streams[i].burst / streams[i].per_second;
    while ((now = seconds() - began) < duration) {
        for (int i = 0; i < stream_count; i++)
            while (streams[i].next <= now) {
                streams[i].next += streams[i].burst / streams[i].per_second;
                send_burst(&streams[i]);
            }
        drain(check);
        rest(500000);
    }
    for (int quiet = 0; quiet < 20;) { /* a busy machine's server may lag behind */
        uint64_t before = received();
        rest(10000000);
        drain(check);
        quiet = received() == before ? quiet + 1 : 0;
    }
}

uint64_t load_sent(int stream) { return streams[stream].sent; }

void load_counts(int client, uint64_t *to) {
    struct client *c = &clients[client];
    to[0] = c->media;
    to[1] = c->control;
    to[2] = c->other;
    to[3] = c->opened;
    to[4] = c->forged;
}
