/* Stands between a program and the C library (LD_PRELOAD) and makes one call fail.
 *
 *     FAULT=CALL:WHAT:N[:sticky]   CALL: write sync rename open truncate mkdir unlink, or any of them: any;
 *                                  or read, which is counted apart and is none of "any"
 *                                  WHAT: EIO ENOSPC EROFS EACCES EMFILE EINTR short KILL
 *     FAULT_PATH=TEXT              only calls on paths that hold this text are counted
 *     FAULT_MARK=FILE              is made when the fault strikes, and says on which path
 *     FAULT_AUDIT=FILE             gets, when the program ends, how many calls and reads were counted, and every path
 *                                  whose name or content no sync has made durable
 *     FAULT_SKIP=folders           syncs of folders do nothing, for the self-check of the audit
 *     FAULT_SKIP=syncs             no sync does anything
 *
 * `open` counts only calls that may make a file. SIGKILL comes before the call is done; EINTR and short
 * are answers that are no errors. Without FAULT nothing fails.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { fine = 0, kill_now = -1, short_write = -2 };

static struct {
    char call[16];
    int what; /* an errno value, or one of those above */
    long at;
    int sticky;
    const char* path;
    long count;
    long reads;
    int read;
} fault;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int number_of(const char* what) {
    static const struct { const char* name; int number; } known[] = {
        {"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EROFS", EROFS}, {"EACCES", EACCES},
        {"EMFILE", EMFILE}, {"EINTR", EINTR}, {"short", short_write}, {"KILL", kill_now}};
    for (size_t i = 0; i < sizeof known / sizeof *known; ++i)
        if (strcmp(known[i].name, what) == 0) return known[i].number;
    fprintf(stderr, "shim: no such fault: %s\n", what);
    _exit(99);
}

static void read_fault(void) {
    char what[16] = "", sticky[16] = "";
    const char* text = getenv("FAULT");
    fault.read = 1;
    fault.path = getenv("FAULT_PATH");
    if (text == NULL) return;
    if (sscanf(text, "%15[^:]:%15[^:]:%ld:%15s", fault.call, what, &fault.at, sticky) < 3) {
        fprintf(stderr, "shim: FAULT is CALL:WHAT:N[:sticky], not %s\n", text);
        _exit(99);
    }
    fault.what = number_of(what);
    fault.sticky = sticky[0] != '\0';
}

static int is_ours(const char* path) {
    return fault.path == NULL || (path != NULL && strstr(path, fault.path) != NULL);
}

static void mark(const char* path) {
    const char* file = getenv("FAULT_MARK");
    if (file == NULL) return;
    int made = (int)syscall(SYS_openat, AT_FDCWD, file, O_CREAT | O_WRONLY, 0644);
    if (made < 0) return;
    syscall(SYS_write, made, path, strlen(path));
    syscall(SYS_close, made);
}

/* What this call must answer: fine, short_write, or an errno value. */
static int strike(const char* call, const char* path) {
    int answer = fine;
    pthread_mutex_lock(&lock);
    if (!fault.read) read_fault();
    int reads = strcmp(call, "read") == 0;
    int counted = strcmp(fault.call, call) == 0 ||
                  (!reads && (fault.call[0] == '\0' || strcmp(fault.call, "any") == 0));
    if (reads && is_ours(path)) ++fault.reads;
    if (counted && is_ours(path)) {
        ++fault.count;
        if (fault.at > 0 && (fault.count == fault.at || (fault.sticky && fault.count > fault.at))) {
            if (fault.count == fault.at) mark(path);
            if (fault.what == kill_now) kill(getpid(), SIGKILL);
            answer = fault.what;
        }
    }
    pthread_mutex_unlock(&lock);
    return answer;
}

static const char* path_of(int descriptor, char* buffer) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, buffer, PATH_MAX - 1);
    buffer[length > 0 ? length : 0] = '\0';
    return buffer;
}

/* An absolute path without ".." is all the programs use; a relative one is made absolute. */
static const char* whole_path(const char* path, char* buffer) {
    if (path[0] == '/') return path;
    if (getcwd(buffer, PATH_MAX - 1) == NULL) return path;
    size_t length = strlen(buffer);
    snprintf(buffer + length, PATH_MAX - length, "/%s", path);
    return buffer;
}

/* ---- the audit: what no sync has made durable yet ------------------------------------------------ */

enum { most_entries = 4096 };
static struct entry { char* path; int name, content; } entries[most_entries];
static int entry_count;

static int auditing(void) { return getenv("FAULT_AUDIT") != NULL; }

static struct entry* entry_of(const char* path) {
    for (int i = 0; i < entry_count; ++i)
        if (strcmp(entries[i].path, path) == 0) return &entries[i];
    if (entry_count == most_entries) return NULL;
    entries[entry_count].path = strdup(path);
    return &entries[entry_count++];
}

static void note(const char* path, int name, int content) {
    if (!auditing()) return;
    pthread_mutex_lock(&lock);
    struct entry* entry = entry_of(path);
    if (entry != NULL) {
        entry->name |= name;
        entry->content |= content;
    }
    pthread_mutex_unlock(&lock);
}

static int is_skipped(const char* path) {
    struct stat status;
    const char* skip = getenv("FAULT_SKIP");
    return skip != NULL && strcmp(skip, "folders") == 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void note_sync(const char* path) {
    if (!auditing() || is_skipped(path)) return;
    size_t length = strlen(path);
    pthread_mutex_lock(&lock);
    for (int i = 0; i < entry_count; ++i) {
        const char* other = entries[i].path;
        if (strcmp(other, path) == 0) entries[i].content = 0;
        if (strncmp(other, path, length) == 0 && other[length] == '/' && !strchr(other + length + 1, '/'))
            entries[i].name = 0;
    }
    pthread_mutex_unlock(&lock);
}

static void note_gone(const char* path) {
    if (!auditing()) return;
    pthread_mutex_lock(&lock);
    struct entry* entry = entry_of(path);
    if (entry != NULL) entry->name = entry->content = 0;
    pthread_mutex_unlock(&lock);
}

static void note_rename(const char* from, const char* to) {
    if (!auditing()) return;
    size_t length = strlen(from);
    pthread_mutex_lock(&lock);
    int count = entry_count;
    int content = 0;
    for (int i = 0; i < count; ++i) {
        if (strcmp(entries[i].path, from) == 0) {
            content = entries[i].content;
            entries[i].name = entries[i].content = 0;
        } else if (strncmp(entries[i].path, from, length) == 0 && entries[i].path[length] == '/') {
            char moved[PATH_MAX]; /* what lies in a folder moves with it */
            snprintf(moved, sizeof moved, "%s%s", to, entries[i].path + length);
            free(entries[i].path);
            entries[i].path = strdup(moved);
        }
    }
    struct entry* entry = entry_of(to);
    if (entry != NULL) {
        entry->name = 1;
        entry->content = content;
    }
    pthread_mutex_unlock(&lock);
}

__attribute__((destructor)) static void write_audit(void) {
    const char* file = getenv("FAULT_AUDIT");
    if (file == NULL) return;
    int out = (int)syscall(SYS_openat, AT_FDCWD, file, O_CREAT | O_WRONLY | O_APPEND, 0644);
    char head[96];
    int head_length = snprintf(head, sizeof head, "calls %ld\nreads %ld\n", fault.count, fault.reads);
    if (out >= 0) syscall(SYS_write, out, head, head_length);
    for (int i = 0; i < entry_count && out >= 0; ++i) {
        if (!is_ours(entries[i].path) || (!entries[i].name && !entries[i].content)) continue;
        char line[PATH_MAX + 32];
        int length = snprintf(line, sizeof line, "%s%s %s\n", entries[i].name ? "name" : "",
                              entries[i].content ? "content" : "", entries[i].path);
        syscall(SYS_write, out, line, length);
    }
    if (out >= 0) syscall(SYS_close, out);
}

/* ---- the calls ----------------------------------------------------------------------------------- */

#define FAIL_WITH(code) \
    do {                \
        errno = (code); \
        return -1;      \
    } while (0)

#define WRITER(name, PARAMETERS, CALL)                                     \
    ssize_t name PARAMETERS {                                              \
        static ssize_t (*real) PARAMETERS;                                 \
        if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, #name);      \
        char buffer[PATH_MAX];                                             \
        int saved = errno;                                                 \
        const char* path = path_of(descriptor, buffer);                    \
        errno = saved;                                                     \
        int answer = path[0] == '/' ? strike("write", path) : fine;        \
        if (answer == short_write) size = size > 1 ? size / 2 : size;      \
        if (answer > 0) FAIL_WITH(answer);                                 \
        if (path[0] == '/') note(path, 0, 1);                              \
        return real CALL;                                                  \
    }

WRITER(write, (int descriptor, const void* data, size_t size), (descriptor, data, size))
WRITER(pwrite, (int descriptor, const void* data, size_t size, off_t at), (descriptor, data, size, at))
WRITER(pwrite64, (int descriptor, const void* data, size_t size, off64_t at), (descriptor, data, size, at))

#define READER(name, PARAMETERS, CALL)                                     \
    ssize_t name PARAMETERS {                                              \
        static ssize_t (*real) PARAMETERS;                                 \
        if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, #name);      \
        char buffer[PATH_MAX];                                             \
        int saved = errno;                                                 \
        const char* path = path_of(descriptor, buffer);                    \
        errno = saved;                                                     \
        int answer = path[0] == '/' ? strike("read", path) : fine;         \
        if (answer == short_write) size = size > 1 ? size / 2 : size;      \
        if (answer > 0) FAIL_WITH(answer);                                 \
        return real CALL;                                                  \
    }

READER(read, (int descriptor, void* into, size_t size), (descriptor, into, size))
READER(pread, (int descriptor, void* into, size_t size, off_t at), (descriptor, into, size, at))
READER(pread64, (int descriptor, void* into, size_t size, off64_t at), (descriptor, into, size, at))

#define ON_DESCRIPTOR(name, group, PARAMETERS, CALL, AFTER)                \
    int name PARAMETERS {                                                  \
        static int (*real) PARAMETERS;                                     \
        if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, #name);      \
        char buffer[PATH_MAX];                                             \
        const char* path = path_of(descriptor, buffer);                    \
        int answer = strike(group, path);                                  \
        if (answer > 0) FAIL_WITH(answer);                                 \
        int done = real CALL;                                              \
        if (done == 0) AFTER;                                              \
        return done;                                                       \
    }

#define SYNCER(name)                                                       \
    static int (*real_##name)(int);                                        \
    static int do_##name(int descriptor) {                                 \
        const char* skip = getenv("FAULT_SKIP");                           \
        if (skip != NULL && strcmp(skip, "syncs") == 0) return 0;          \
        if (real_##name == NULL) *(void**)(&real_##name) = dlsym(RTLD_NEXT, #name); \
        return real_##name(descriptor);                                    \
    }                                                                      \
    int name(int descriptor) {                                             \
        char buffer[PATH_MAX];                                             \
        const char* path = path_of(descriptor, buffer);                    \
        int answer = strike("sync", path);                                 \
        if (answer > 0) FAIL_WITH(answer);                                 \
        int done = do_##name(descriptor);                                  \
        if (done == 0) note_sync(path);                                    \
        return done;                                                       \
    }

SYNCER(fsync)
SYNCER(fdatasync)
ON_DESCRIPTOR(ftruncate, "truncate", (int descriptor, off_t size), (descriptor, size), note(path, 0, 1))
ON_DESCRIPTOR(ftruncate64, "truncate", (int descriptor, off64_t size), (descriptor, size), note(path, 0, 1))

#define ON_PATH(name, group, PARAMETERS, CALL, AFTER)                      \
    int name PARAMETERS {                                                  \
        static int (*real) PARAMETERS;                                     \
        if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, #name);      \
        char buffer[PATH_MAX];                                             \
        const char* whole = whole_path(path, buffer);                      \
        int answer = strike(group, whole);                                 \
        if (answer > 0) FAIL_WITH(answer);                                 \
        int done = real CALL;                                              \
        if (done == 0) AFTER;                                              \
        return done;                                                       \
    }

ON_PATH(unlink, "unlink", (const char* path), (path), note_gone(whole))
ON_PATH(rmdir, "unlink", (const char* path), (path), note_gone(whole))
ON_PATH(mkdir, "mkdir", (const char* path, mode_t mode), (path, mode), note(whole, 1, 0))

#define MOVER(name, PARAMETERS, CALL)                                      \
    int name PARAMETERS {                                                  \
        static int (*real) PARAMETERS;                                     \
        if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, #name);      \
        char one[PATH_MAX], two[PATH_MAX];                                 \
        const char* whole = whole_path(to, one);                           \
        int answer = strike("rename", whole);                              \
        if (answer > 0) FAIL_WITH(answer);                                 \
        int done = real CALL;                                              \
        if (done == 0) note_rename(whole_path(from, two), whole);          \
        return done;                                                       \
    }

MOVER(rename, (const char* from, const char* to), (from, to))
MOVER(renameat2, (int a, const char* from, int b, const char* to, unsigned flags), (a, from, b, to, flags))

static mode_t mode_in(int flags, va_list rest) {
    return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
}

#define OPENER(name)                                                       \
    int name(const char* path, int flags, ...) {                           \
        static int (*real)(const char*, int, ...);                         \
        if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, #name);      \
        va_list rest;                                                      \
        va_start(rest, flags);                                             \
        mode_t mode = mode_in(flags, rest);                                \
        va_end(rest);                                                      \
        char buffer[PATH_MAX];                                             \
        const char* whole = whole_path(path, buffer);                      \
        int makes = (flags & O_CREAT) != 0;                                \
        int answer = makes ? strike("open", whole) : fine;                 \
        if (answer > 0) FAIL_WITH(answer);                                 \
        int fresh = makes && auditing() && access(whole, F_OK) != 0;       \
        int done = real(path, flags, mode);                                \
        if (done >= 0 && fresh) note(whole, 1, 0);                         \
        return done;                                                       \
    }

OPENER(open)
OPENER(open64)
