// Measures a process from outside where a shell is too slow or too coarse. Linux only; no privileges.
//
//   gauge idle PID SECONDS       what a process and its children cost while nothing happens
//   gauge ask SOCKET N one|each  how long N status requests take, over one connection or one each
//   gauge watch SOCKET           the keeper's status stream: time of arrival and report, a line each;
//                                waits until there is a keeper
//   gauge say SOCKET COMMAND     has the keeper do something, and waits until it has
//   gauge ends FOLDER ID         waits for the file ID in FOLDER, as Berth's own watch does
//   gauge children PID           "REAPED LIVING": page faults of all children that PID has started
//                                and seen end, and how many live; the same twice: none was started
//
// Times of day are seconds since 1970 with six decimals, as bash's EPOCHREALTIME.

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static void give_up(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("gauge: ", stderr);
    vfprintf(stderr, format, arguments);
    fputs("\n", stderr);
    exit(1);
}

static int64_t micros(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time)) give_up("a clock cannot be read: %s", strerror(errno));
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void print_time_of_day(void) {
    int64_t now = micros(CLOCK_REALTIME);
    printf("%lld.%06lld", (long long)(now / 1000000), (long long)(now % 1000000));
}

static void pause_millis(long millis) {
    nanosleep(&(struct timespec){millis / 1000, millis % 1000 * 1000000}, NULL);
}

static bool read_file(char *into, size_t size, const char *format, ...) {
    char path[128];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(path, sizeof path, format, arguments);
    va_end(arguments);
    FILE *file = fopen(path, "re");
    if (!file) return false;
    size_t got = fread(into, 1, size - 1, file);
    fclose(file);
    into[got] = 0;
    return got > 0;
}

static long number_after(const char *text, const char *label) {
    const char *at = strstr(text, label);
    return at ? strtol(at + strlen(label), NULL, 10) : 0;
}

// Field of /proc/PID/stat, counted from 1 as in proc(5); 3 or later.
static long long stat_field(int process, int wanted) {
    char text[2048];
    if (!read_file(text, sizeof text, "/proc/%d/stat", process)) give_up("process %d is not there", process);
    char *at = strrchr(text, ')') + 2;
    for (int field = 3; field < wanted; field++) at = strchr(at, ' ') + 1;
    return atoll(at);
}

enum { STAT_CHILDREN_FAULTS = 11, STAT_CHILDREN_USER = 16, STAT_CHILDREN_SYSTEM = 17 };

// --- idle ----------------------------------------------------------------------------------------

enum { MOST_THREADS = 4096, MOST_CHILDREN = 256, BETWEEN_LOOKS = 50 };

// A thread that was seen, also when it has ended since.
struct thread {
    int process, id;
    char name[32];
    long first, last;             // voluntary context switches
    long long first_cpu, last_cpu; // nanoseconds
    int last_look;
};

static struct thread threads[MOST_THREADS];
static int thread_count, most_children, looks;

static void look_at_thread(int process, int id, bool from_the_start) {
    char text[8192], cpu[128];
    if (!read_file(text, sizeof text, "/proc/%d/task/%d/status", process, id)) return;
    if (!read_file(cpu, sizeof cpu, "/proc/%d/task/%d/schedstat", process, id)) return;
    long switches = number_after(text, "\nvoluntary_ctxt_switches:");
    int at = 0;
    while (at < thread_count && (threads[at].process != process || threads[at].id != id)) at++;
    if (at == MOST_THREADS) give_up("more than %d threads came and went", MOST_THREADS);
    struct thread *thread = &threads[at];
    if (at == thread_count) {
        thread_count++;
        // Of one that came later everything fell into this time.
        *thread = (struct thread){.process = process, .id = id};
        if (from_the_start) thread->first = switches, thread->first_cpu = atoll(cpu);
        sscanf(text, "Name: %31[^\n]", thread->name);
    }
    thread->last = switches;
    thread->last_cpu = atoll(cpu);
    thread->last_look = looks;
}

// The process, its threads, and all processes below it.
static int look_at(int process, bool from_the_start) {
    int children[MOST_CHILDREN], count = 0, below = 0;
    char path[64], text[8192];
    snprintf(path, sizeof path, "/proc/%d/task", process);
    DIR *folder = opendir(path);
    if (!folder) return 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        int id = atoi(entry->d_name);
        if (id <= 0) continue;
        look_at_thread(process, id, from_the_start);
        if (!read_file(text, sizeof text, "/proc/%d/task/%d/children", process, id)) continue;
        for (char *at = text, *end; count < MOST_CHILDREN; at = end) {
            int child = (int)strtol(at, &end, 10);
            if (end == at) break;
            children[count++] = child;
        }
    }
    closedir(folder);
    for (int i = 0; i < count; i++) below += 1 + look_at(children[i], from_the_start);
    return below;
}

static int by_switches(const void *one, const void *other) {
    const struct thread *a = one, *b = other;
    return (int)((b->last - b->first) - (a->last - a->first));
}

static void idle(int process, int seconds) {
    clockid_t clock;
    if (clock_getcpuclockid(process, &clock)) give_up("process %d is not there", process);
    look_at(process, true);
    int there_at_first = thread_count;
    int64_t began = micros(CLOCK_MONOTONIC), cpu = micros(clock);
    long long faults = stat_field(process, STAT_CHILDREN_FAULTS);
    long long children_ticks = stat_field(process, STAT_CHILDREN_USER) + stat_field(process, STAT_CHILDREN_SYSTEM);

    while (micros(CLOCK_MONOTONIC) - began < seconds * 1000000LL) {
        pause_millis(BETWEEN_LOOKS);
        looks++;
        int below = look_at(process, false);
        if (below > most_children) most_children = below;
    }

    double took = (double)(micros(CLOCK_MONOTONIC) - began) / 1e6;
    double cpu_millis = (double)(micros(clock) - cpu) / 1e3;
    children_ticks = stat_field(process, STAT_CHILDREN_USER) + stat_field(process, STAT_CHILDREN_SYSTEM) - children_ticks;
    double children_millis = (double)children_ticks * 1e3 / (double)sysconf(_SC_CLK_TCK);
    long switches = 0;
    for (int i = 0; i < thread_count; i++) {
        switches += threads[i].last - threads[i].first;
        // What has ended was reaped and is in the ticks.
        if (threads[i].process != process && threads[i].last_look == looks)
            children_millis += (double)(threads[i].last_cpu - threads[i].first_cpu) / 1e6;
    }
    char status[8192];
    read_file(status, sizeof status, "/proc/%d/status", process);

    printf("seconds %.1f\n", took);
    printf("cpu-percent %.3f\n", (cpu_millis + children_millis) / took / 10);
    printf("cpu-millis %.1f\n", cpu_millis + children_millis);
    printf("switches-per-second %.2f\n", (double)switches / took);
    printf("rss-mib %.1f\n", (double)number_after(status, "\nVmRSS:") / 1024);
    printf("rss-anonymous-mib %.1f\n", (double)number_after(status, "\nRssAnon:") / 1024);
    printf("rss-files-mib %.1f\n", (double)number_after(status, "\nRssFile:") / 1024);
    printf("threads %ld\n", number_after(status, "\nThreads:"));
    printf("threads-that-came %d\n", thread_count - there_at_first);
    printf("children-at-once %d\n", most_children);
    printf("children-started %s\n", stat_field(process, STAT_CHILDREN_FAULTS) == faults && !most_children ? "no" : "yes");
    qsort(threads, (size_t)thread_count, sizeof *threads, by_switches);
    for (int i = 0; i < thread_count && threads[i].last > threads[i].first; i++)
        printf("wakes %.2f %.1f %s\n", (double)(threads[i].last - threads[i].first) / took,
               (double)(threads[i].last_cpu - threads[i].first_cpu) / 1e6, threads[i].name);
}

// --- the keeper's socket ---------------------------------------------------------------------------

static const char HELLO[] = "{\"protocol\":1,\"version\":\"gauge\"}\n";

// One connection and what was read from it beyond the last line.
struct wire {
    int socket;
    size_t have, line;
    char buffer[1 << 20];
};

// False when nobody listens there.
static bool try_connecting(struct wire *wire, const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) give_up("the path is too long for a socket: %s", path);
    strcpy(address.sun_path, path);
    wire->socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    wire->have = wire->line = 0;
    if (!connect(wire->socket, (struct sockaddr *)&address, sizeof address)) return true;
    close(wire->socket);
    return false;
}

static void put(struct wire *wire, const char *text) {
    for (size_t left = strlen(text); left;) {
        ssize_t sent = send(wire->socket, text, left, MSG_NOSIGNAL);
        if (sent < 0) give_up("the keeper hung up: %s", strerror(errno));
        text += sent;
        left -= (size_t)sent;
    }
}

// The next line; NULL when the keeper has hung up.
static char *next_line(struct wire *wire) {
    memmove(wire->buffer, wire->buffer + wire->line, wire->have -= wire->line);
    wire->line = 0;
    while (true) {
        char *end = memchr(wire->buffer, '\n', wire->have);
        if (end) {
            *end = 0;
            wire->line = (size_t)(end - wire->buffer) + 1;
            return wire->buffer;
        }
        ssize_t got = recv(wire->socket, wire->buffer + wire->have, sizeof wire->buffer - wire->have, 0);
        if (got <= 0) return NULL;
        wire->have += (size_t)got;
    }
}

static char *line_with(struct wire *wire, const char *part) {
    char *line;
    while ((line = next_line(wire)) && !strstr(line, part)) {
        if (strstr(line, "\"error\"")) give_up("the keeper says: %s", line);
    }
    return line;
}

static struct wire wire;

static void greet(const char *path) {
    if (!try_connecting(&wire, path)) give_up("nobody listens at %s", path);
    put(&wire, HELLO);
}

static int by_size(const void *one, const void *other) {
    return *(const int *)one - *(const int *)other;
}

static void ask(const char *path, int count, bool each) {
    int *took = calloc((size_t)count, sizeof *took);
    if (!each) {
        greet(path);
        line_with(&wire, "\"protocol\"");
    }
    for (int i = 0; i < count; i++) {
        int64_t began = micros(CLOCK_MONOTONIC);
        if (each) greet(path);
        put(&wire, "{\"id\":7,\"ask\":\"status\"}\n");
        if (!line_with(&wire, "\"id\":7")) give_up("no answer to request %d", i + 1);
        took[i] = (int)(micros(CLOCK_MONOTONIC) - began);
        if (each) close(wire.socket);
    }
    qsort(took, (size_t)count, sizeof *took, by_size);
    printf("%.3f %.3f %.3f\n", took[count / 2] / 1e3, took[(count * 99 + 99) / 100 - 1] / 1e3, took[count - 1] / 1e3);
}

static void watch(const char *path) {
    while (!try_connecting(&wire, path)) pause_millis(2);
    put(&wire, HELLO);
    put(&wire, "{\"id\":1,\"ask\":\"watch\"}\n");
    setvbuf(stdout, NULL, _IOLBF, 1 << 20);
    for (char *line; (line = next_line(&wire));) {
        print_time_of_day();
        printf(" %s\n", line);
    }
}

static void say(const char *path, const char *command) {
    char request[256];
    greet(path);
    snprintf(request, sizeof request, "{\"id\":1,\"ask\":\"command\",\"command\":\"%s\"}\n", command);
    put(&wire, request);
    if (!line_with(&wire, "\"id\":1")) give_up("the keeper hung up before '%s' was done", command);
}

// --- other -----------------------------------------------------------------------------------------

static void ends(const char *folder, const char *id) {
    _Alignas(struct inotify_event) char events[65536];
    int watch = inotify_init1(IN_CLOEXEC);
    if (inotify_add_watch(watch, folder, IN_CREATE | IN_MOVED_TO) < 0) give_up("%s cannot be watched", folder);
    while (true) {
        ssize_t got = read(watch, events, sizeof events);
        for (char *at = events; at < events + got;) {
            struct inotify_event *event = (struct inotify_event *)at;
            if (event->len && !strcmp(event->name, id)) {
                print_time_of_day();
                puts("");
                return;
            }
            at += sizeof *event + event->len;
        }
    }
}

static void children(int process) {
    printf("%lld %d\n", stat_field(process, STAT_CHILDREN_FAULTS), look_at(process, true));
}

int main(int count, char **arguments) {
    const char *verb = count > 1 ? arguments[1] : "";
    if (!strcmp(verb, "idle") && count == 4) idle(atoi(arguments[2]), atoi(arguments[3]));
    else if (!strcmp(verb, "ask") && count == 5) ask(arguments[2], atoi(arguments[3]), !strcmp(arguments[4], "each"));
    else if (!strcmp(verb, "watch") && count == 3) watch(arguments[2]);
    else if (!strcmp(verb, "say") && count == 4) say(arguments[2], arguments[3]);
    else if (!strcmp(verb, "ends") && count == 4) ends(arguments[2], arguments[3]);
    else if (!strcmp(verb, "children") && count == 3) children(atoi(arguments[2]));
    else give_up("usage: see the head of gauge.c");
}
