"""Stock phrases of page furniture, as Rust patterns. Data, like `cues.py`."""

from provaudit.zones.patterns import fast

_ADS = (
    r"advertisement|advertising|ad$|story continues|story highlights|article continues|continue reading|"
    r"new! |skip (?:to|ad|advert)|jump to|back to top|scroll down|load(?:ing)?\b.*$|close$|limited time|"
    r"special offer"
)
_LINKS = (
    r"read more|read (?:also|next|the full|our|it|this)\b[^.!?]*$|related(?: \w+)?:|related (?:stories|"
    r"articles|content|coverage|news|topics)\b|see also|more from|more on|more:|more in\b|more stories|"
    r"most (?:read|popular|viewed)\b|must[- ]read|just watched|watch(?: live| now| more| the)?:|"
    r"watch the latest|watch (?:live|now)$|listen:|listen to (?:this|the)|photos:|photo gallery|"
    r"view (?:gallery|slideshow|all|comments)|click (?:here|to|for|on)|tap here|our picks|top stories|"
    r"trending|recommended|you (?:may|might) (?:also|like)|what to read next|don[’']t miss|"
    r"full coverage\b|for more (?:on|from|news|stories|information|coverage)\b|see (?:more|all)$|"
    r"show more|visit .* (?:homepage|for more)|(?:[a-z]+ ){1,2}\([0-9]+ [a-z]+\)$|(?:see|read|watch|listen): |"
    r"(?:[a-z]+ ){0,2}(?:poll|quiz|reading|coverage|stories|articles|podcast|slideshow|gallery|playing):"
)
_SHARING = (
    r"share(?: this| all sharing| on| article| via|$)|tweet$|e-?mail$|print$|whatsapp$|facebook$|twitter$|"
    r"linkedin$|reddit$|pinterest$|save$|copy link|post a comment|comments?(?: \([0-9]+\)|$)|"
    r"leave a comment|join the (?:conversation|discussion)|follow (?:us|me|@|[a-z ]+ on (?:twitter|"
    r"facebook|instagram|x\b))|- ?follow (?:the|us)|like us on|find us on|join us on|send (?:tips|your)|"
    r"got a (?:news )?tip|have a (?:news )?tip|contact (?:the author|us)|email the (?:author|writer)|"
    r"(?:e-?mail|write to|reach|contact)\b.*@|to contact the (?:reporter|editor|author)|report (?:a |"
    r"an )?(?:error|typo|ad)\b"
)
_ACCOUNTS = (
    r"sign (?:up|me up)\b|sign in(?: |$)|log ?in(?: |$)|register (?:now|here|to)|subscribe|"
    r"already a (?:member|subscriber)|create (?:a|an|your) (?:free )?account|get (?:the|our|all|breaking|"
    r"access|unlimited|email|daily|newsletters?|more|up to)\b.*(?:newsletter|inbox|alerts?\b|delivered|"
    r"app\b|one place|access)|want (?:more|to|the)\b.*(?:newsletter|inbox|sign up|subscribe)|"
    r"start (?:reading$|your free)|download (?:the|our)|one app|one membership|"
    r"[0-9]+[+’']?s? (?:of )?(?:premium|trusted|global)|(?:[0-9]+|seven|ten|fourteen|"
    r"thirty)[- ]days? free|thank(?:s| you) for (?:signing|subscribing|reading)|by (?:signing up|"
    r"subscribing|clicking|entering|providing|submitting)|enter your email|your email|invalid email|"
    r"choose your|select (?:your|a) (?:country|state|language)|country$|first name|last name|zip code|"
    r"unlock|cancel any ?time|become a (?:member|subscriber|supporter)|donate\b|make a (?:contribution|"
    r"donation)|support (?:our|us|quality|independent)\b[^.]*$|support .* journalism|please (?:enable|"
    r"sign|log|subscribe|enter|verify|check your)|be the first to (?:hear|know)"
)
_LEGAL = (
    r"we use cookies|this (?:web)?site uses|we and our partners|accept (?:all|cookies)|manage (?:cookies|"
    r"newsletters|preferences|settings)|privacy policy|cookie policy|terms of (?:use|service)|"
    r"this site is protected by|(?:the )?(?:opinions|views) expressed|this (?:article|story) is more than [0-9]"
)
_SITE = (
    r"[0-9]+ min(?:ute)?s? read|minute read|last (?:updated|modified)|(?:first )?published:? [^.]+$|"
    r"updated:? [^.]+$|posted:? [^.]+$|reprints?\b.*$|[\[(]?pull-?quote[\])]?$|\[music\]$|video:? ?$|"
    r"exclusive: ?$|don[’']t see the graphic|if you are having trouble|this is a rush transcript|"
    r"available on (?:apple|spotify)|the requested article has|sorry, this"
)
_LEAD = r"^[ !-/:-@\[-`{-~•–—“”‘’«»►▶→]*"

_INSIDE = (
    r"\b(?:delivered (?:straight |right |directly )?to your inbox|sign up (?:for our|here|to (?:receive|"
    r"get|our))|newsletter (?:here|sign ?up)|subscribe (?:to our|now|today|here)|click here (?:to|for)|"
    r"unsubscribe at any time|cookie (?:policy|settings)|"
    r"replay more videos|reprint permission|continue reading (?:the )?(?:main|below)|to receive (?:our|"
    r"the) (?:daily|weekly|free)|enable javascript|follow (?:him|her|them|me|us) on (?:twitter|facebook|"
    r"instagram|x\b)|on twitter(?:: | at )?@|be the first to (?:hear|know)|story continue[sd] below|"
    r"article continues (?:after|below)|download the app|get the .* app\b)"
)

_OTHER_LANGUAGES = (
    r"^[^\p{L}]*(?:anzeige$|werbung$|lesen sie (?:auch|mehr)|mehr zum thema|jetzt abonnieren|"
    r"artikel teilen|publicité$|lire aussi|à lire aussi|abonnez-vous|partager$|inscrivez-vous|publicidad$|"
    r"lea también|leer más|le puede interesar|suscríbete|compartir$|regístrate|publicidade$|"
    r"leia (?:também|mais)|assine |compartilhe|continua após a publicidade|pubblicità$|leggi anche|"
    r"abbonati|condividi$|iscriviti|реклама$|читайте также|подписаться|подписывайтесь|поделиться|"
    r"advertentie$|lees ook|lees meer|annons$|läs också|les også|læs også|reklam$|czytaj także|"
    r"διαβάστε επίσης|광고$|関連記事|相关阅读|相關新聞|延伸閱讀|اقرأ أيضا)"
)

POLICY_HINT = r"privacy policy|terms of (?:service|use)"
POLICY = fast(rf"\b(?:agree|apply|our|see)\b.*(?:{POLICY_HINT})")[0]
"""What names a page's policy and speaks of it as its own, in small letters."""

INSIDE = fast(_INSIDE)
"""What only furniture says, in the middle of it, in small letters."""

SURE = (
    *fast(*(f"{_LEAD}(?:{group})" for group in (_ADS, _ACCOUNTS, _LEGAL))),
    *INSIDE,
    *fast(_OTHER_LANGUAGES),
)
"""What only furniture says, in small letters; for lines short enough to be furniture."""

LIKELY = fast(*(f"{_LEAD}(?:{group})" for group in (_LINKS, _SHARING, _SITE)))
"""How furniture begins, and now and then a sentence; in small letters, for lines that are no sentence."""

LINKED = (
    r"^[^:.!?\"“]+[^:.!?\"“\d]:[\p{Lu}‘“'\"]",
    r"^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$",
    r"^\p{Lu}[\p{Lu} '’&/-]+: \S+ \S+ \S+ [^\n]*[^–—-]$",
)
"""A link to another story in mid-article: a headline in capitals, or behind a label in them or stuck to it."""

RULE_LINE = r"^[^\p{L}\p{N}]+$"
"""A line without a letter or digit: `___`, `* * *`, `• • •`."""

SUMMARY_STUCK = r"^((?:Story|Article|Key) (?:[Hh]ighlights|[Pp]oints|[Tt]akeaways):? )[\p{L}\"“‘]"
"""The label of a page's summary, stuck to its first point; group 1. The points are a standfirst."""

SUMMARY = r"(?i)^(?:(?:story|article|key) )?(?:highlights|points|takeaways|at a glance|in short|the gist):?$"
"""The same label, cut off or on a line of its own."""

LISTED = r"^(?:[•▪►▶*·‣–—-] ?|[0-9]{1,3}[.):] |[A-Za-z][.)] )\S"
"""An entry of a list inside the prose."""
