"""Languages and the platforms they run on."""

from __future__ import annotations

LANGUAGES = """
* Python | python, django, flask, fastapi, pytest, celery, asyncio, scrapy | whether you know what
    the language costs as well as what it gives
E what belongs in a virtual environment and a lock file, and what went wrong for you without? >
    How we pin what we run on is [name the tool]; what went wrong without it was [say what].
E when do you reach for a dataclass, a dict or a plain tuple, and why does it matter to a reader?
    >
    I use [say which] when [say the case]; a reader gains [say what].
M what did the global interpreter lock cost you, and did you answer with threads, processes or
    async? >
    The work there was bound by [say: waiting or computing]; we answered it with [say which], and
    it showed in [add your number].
M where did you use type hints, and which mistake did they catch that tests had not? >
    We typed [say which part]; the mistake I remember is [name it].
H how did you find the slow part of a Python program, and what did you move out of the
    interpreter? >
    I measured with [name the profiler]; the hot part was [name it], and it went to [say where].
* JavaScript and TypeScript | javascript, typescript, node.js, nodejs, node, express, js, deno,
    koa | how you keep a loose language from surprising you
E what does strict mode in TypeScript forbid that you were glad of? >
    What it stopped us from doing was [name it], in [say which part of the code].
M what blocks the event loop in a Node service, and how did you notice? >
    What blocked ours was [say what]; I noticed by [say the sign], and moved it to [say where].
M where do you put the border between typed code and data from outside, and what checks it? >
    The border is at [say where]; what checks it is [name the library or function].
H an unhandled promise rejection takes the process down at night: how do you design so that one
    request cannot do that? >
    I would catch at [say which border], log [say what], and let the process end only when [say
    which cases].
* Java and the JVM | java, spring, spring boot, hibernate, jvm, maven, gradle, kotlin, scala,
    struts | what you know of the machine under the framework
E what does dependency injection buy you in Spring, and where has it hidden a mistake? >
    It gave us [say what]; the mistake it hid was [name it].
M how do you read a heap dump or a thread dump, and what did one tell you? >
    I look first for [say what]; the one I remember showed [say what].
M a lazy association loads one row at a time in a loop: how do you find and fix that? >
    I find it by [say: query log, test that counts queries]; the fix I used was [name it].
H what did you do about garbage-collection pauses, and how did you know that they were the cause?
    >
    The sign was [say what]; what I changed was [name it], and the pauses went to [add your
    number].
* Go | go, golang, goroutine* | whether you have run concurrent code in earnest
E how do you return and wrap errors in Go so that a caller can tell them apart? >
    We wrap with [say how]; a caller tells them apart by [say how].
M how does a goroutine leak, and how did you make sure that yours end? >
    Ours could leak when [say the case]; what ends them is [say: context, closed channel].
M when is a channel the wrong tool and a mutex the right one? >
    I would take a mutex for [say the case], as in [name the place in your code].
H how would you pass a deadline through five calls, and what happens to work already begun when it
    expires? >
    It travels in [say what]; work already begun is [say: finished, rolled back, left], because
    [say why].
* C and C++ | c++, c, cpp, misra, cert c, qt, embedded c, stl | care where the compiler gives none
E what does the compiler tell you with warnings turned up, and which flags do you build with? >
    We build with [name the flags]; the warning that found something was [name it].
M who owns a buffer in your code, and how can a reader tell? >
    Ownership is shown by [say: type, naming, comment]; the case that went wrong was [name it].
M how did you find a race or an overrun that showed only in release builds? >
    The sign was [say what]; what found it was [name the sanitiser or tool].
H what would you have to change so that this code could be certified or proven not to allocate? >
    I would begin with [say which part], since [say why].
* Rust | rust, borrow checker, cargo | whether the language's promises are understood
M where did the borrow checker stop you, and was the design or the checker wrong? >
    It stopped me at [say where]; what I changed was [say what].
M when is unsafe justified, and what do you write beside it? >
    I would allow it for [say the case], with [say the comment and tests beside it].
H how do you choose between shared ownership, message passing and an index into a vector? >
    I chose [say which] in [say where], because [say why].
* React and the browser | react, redux, angular, vue, next.js, frontend, front-end, css, html,
    webpack, vite, jest, component library, ui, svelte | what users feel, not only what renders
E what makes a component render again, and how did you see that it did so needlessly? >
    The needless renders came from [say what]; I saw them with [name the tool].
E how do you make a form usable with the keyboard and a screen reader? >
    I check [say what: labels, focus, errors], and test it with [say how].
M where does state live in your front end, and what did you move because it lived in the wrong
    place? >
    It lives in [say where]; what I moved was [name it], because [say why].
M which measure of page speed did you work on, and what was in the way? >
    The measure was [name it]; in the way stood [say what], and it went to [add your number].
H how would you ship a redesign to a fraction of users and be sure that it is better? >
    I would split by [say what], watch [say which figures], and stop if [say the sign].
* Mobile apps | android, ios, swift, swiftui, react native, flutter, play store, app store, mobile
    | the phone as it is: old, offline, out of battery
E what does your app do without a network, and what did users lose when it came back? >
    Offline it [say what]; on return [say how conflicts are settled].
M how do you roll out a version to users who never update? >
    I would keep [say which promise] for [say how long], and switch [say what] from the server.
M which crash was hardest to reproduce, and how did you get hold of it? >
    It showed only on [say where]; what caught it was [say what].
H how do you keep start-up fast when every team adds a library to it? >
    I would measure [say what] at every build and let it fail when [say the limit].
* Graphics and games | opengl, directx, unreal, unity, shader*, hlsl, glsl, cuda, rendering, gpu,
    webgl | knowing where a frame's time goes
E how do you find out whether a frame waits for the processor or for the graphics card? >
    I look at [say which tool or trick]; in the case I remember it was [say which].
M what did you move into a shader, and what did it cost in precision or upkeep? >
    I moved [say what]; the price was [say what].
H how do you keep a large scene within memory on the weakest device you support? >
    I would budget [say what], and drop [say what] first, because [say why].
"""
