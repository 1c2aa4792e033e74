// Presses and releases the first mouse button at a place on the screen and says how many milliseconds
// went by until anything was painted in a window there.
//
//   click WINDOW X Y      X and Y from the window's upper left corner
//
// The pointer is brought there first and what that paints is waited out, so that only what the press
// brings about is counted.
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double millis(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

// Whether something was painted within the time; all of it is taken note of.
static int painted(Display *display, Damage damage, int event, int longest) {
    double end = millis() + longest;
    for (;;) {
        int any = 0;
        while (XPending(display)) {
            XEvent told;
            XNextEvent(display, &told);
            if (told.type == event + XDamageNotify) {
                XDamageSubtract(display, damage, None, None);
                any = 1;
            }
        }
        if (any) return 1;
        int left = (int)(end - millis());
        if (left <= 0) return 0;
        XFlush(display);
        struct pollfd wire = {ConnectionNumber(display), POLLIN, 0};
        poll(&wire, 1, left);
    }
}

int main(int count, char **arguments) {
    if (count != 4) {
        fputs("usage: click WINDOW X Y\n", stderr);
        return 2;
    }
    Display *display = XOpenDisplay(NULL);
    if (!display) return 1;
    Window window = strtoul(arguments[1], NULL, 0), child;
    int x, y, event, error;
    XTranslateCoordinates(display, window, DefaultRootWindow(display), atoi(arguments[2]), atoi(arguments[3]), &x, &y, &child);
    if (!XDamageQueryExtension(display, &event, &error)) return 1;
    Damage damage = XDamageCreate(display, window, XDamageReportNonEmpty);
    XTestFakeMotionEvent(display, -1, x, y, CurrentTime);
    XFlush(display);
    while (painted(display, damage, event, 700)) {}
    double pressed = millis();
    XTestFakeButtonEvent(display, 1, True, CurrentTime);
    XTestFakeButtonEvent(display, 1, False, CurrentTime);
    XFlush(display);
    if (!painted(display, damage, event, 3000)) {
        fputs("click: nothing was painted\n", stderr);
        return 1;
    }
    printf("%.1f\n", millis() - pressed);
    return 0;
}
