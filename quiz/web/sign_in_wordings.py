"""How what goes wrong while signing in is said: nothing is half-created, and there is always a way on."""

from flask_babel import lazy_gettext

from quiz.refusal import Reason
from quiz.web.wording import Wording

AGAIN = lazy_gettext("Sign in again")
HELP = lazy_gettext("Open the help page")

SIGN_IN_WORDINGS = {
    Reason.UNKNOWN_HOST: Wording(
        400,
        lazy_gettext("This address is not ours"),
        lazy_gettext("The service was reached under a name that its operator has not declared. Nothing was recorded."),
        lazy_gettext("Use the address you were given. If you did, send its operator the reference below."),
        lazy_gettext("Go to the home page"),
    ),
    Reason.COOKIES_OFF: Wording(
        400,
        lazy_gettext("Your browser sent no cookie"),
        lazy_gettext("Without one we cannot recognise you from one page to the next. Nothing was recorded."),
        lazy_gettext(
            "Allow the cookies of this site (it sets only what signing in needs), or leave private browsing, "
            "then start again."
        ),
        AGAIN,
        "/connexion",
    ),
    Reason.SIGN_IN_CANCELLED: Wording(
        403,
        lazy_gettext("You are not signed in"),
        lazy_gettext("ProConnect tells us that signing in was given up or refused there. Nothing was recorded."),
        lazy_gettext(
            "Start again if you stopped it. If you were refused, your organisation may not be open to ProConnect yet: "
            "the help page tells whom to ask."
        ),
        AGAIN,
        "/connexion",
    ),
    Reason.SIGN_IN_EXPIRED: Wording(
        400,
        lazy_gettext("Signing in took too long"),
        lazy_gettext("What was begun can no longer be completed: it lasts a quarter of an hour and serves once."),
        lazy_gettext("Sign in again: ProConnect often remembers you, and one click is enough."),
        AGAIN,
        "/connexion",
    ),
    Reason.SIGN_IN_NOT_STRONG: Wording(
        403,
        lazy_gettext("A second factor is needed"),
        lazy_gettext("This role needs more than a password, and ProConnect did not tell us of a second factor."),
        lazy_gettext(
            "Choose a means of signing in that asks for one, such as a code or a card. If you have none, "
            "your organisation’s IT support can tell you which one to use."
        ),
        HELP,
        "/aide",
    ),
    Reason.SIGN_IN_UNVERIFIED: Wording(
        502,
        lazy_gettext("Your identity could not be verified"),
        lazy_gettext("What we received is not what ProConnect signs for us, so we did not sign you in."),
        lazy_gettext("Sign in again. If it happens once more, send us the reference below through the help page."),
        AGAIN,
        "/connexion",
    ),
    Reason.SIGN_IN_CLOCKS: Wording(
        502,
        lazy_gettext("Two clocks disagree"),
        lazy_gettext("ProConnect’s and ours differ by more than a minute, so its proof of who you are cannot be used."),
        lazy_gettext("It is not your device’s clock. Try again in a few minutes, or send us the reference below."),
        AGAIN,
        "/connexion",
    ),
    Reason.SIGN_IN_MISCONFIGURED: Wording(
        502,
        lazy_gettext("ProConnect did not accept our request"),
        lazy_gettext(
            "The service is not set up as ProConnect expects. It is not your doing, and trying again will not help."
        ),
        lazy_gettext("Send us the reference below through the help page: it tells the operator what to correct."),
        HELP,
        "/aide",
    ),
    Reason.SIGN_IN_UNAVAILABLE: Wording(
        503,
        lazy_gettext("ProConnect does not answer"),
        lazy_gettext("You cannot sign in through it for the moment. Whoever is signed in already can go on."),
        lazy_gettext("Try again in a few minutes. Modules can be watched and read meanwhile, without signing in."),
        AGAIN,
        "/connexion",
    ),
}
