/* Runs a command, and prints on standard error what it took at most and in all:
   KIB-OF-MEMORY SECONDS SECONDS-OF-PROCESSOR. Its exit status is the command's. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static double seconds(struct timeval time) {
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int count, char **arguments) {
    struct timeval start, end;
    struct rusage usage;
    int status;
    pid_t child;

    if (count < 2) return 64;
    gettimeofday(&start, NULL);
    child = fork();
    if (child < 0) return 71;
    if (child == 0) {
        execv(arguments[1], arguments + 1);
        perror(arguments[1]);
        _exit(127);
    }
    if (wait4(child, &status, 0, &usage) < 0) return 71;
    gettimeofday(&end, NULL);
#ifdef __APPLE__
    usage.ru_maxrss /= 1024;
#endif
    fprintf(stderr, "%ld %.2f %.2f\n", usage.ru_maxrss, seconds(end) - seconds(start),
            seconds(usage.ru_utime) + seconds(usage.ru_stime));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
