"""Stock phrases of page furniture, as Rust patterns in small letters. Data, like `cues.py`."""

from provaudit.zones.cues import fast

_ADS = (
    r"advertisement|advertising|ad$|story continues|story highlights|article continues|continue reading|"
    r"new! |"
    r"skip (?:to|ad|advert)|jump to|back to top|scroll down|load(?:ing)?\b.*$|close$|limited time|"
    r"special offer"
)
_LINKS = (
    r"read more|read (?:also|next|the full|our|it|this)\b[^.!?]*$|related(?: \w+)?:|related (?:stories|"
    r"articles|content|"
    r"coverage|news|topics)\b|see also|more from|more on|more:|more in\b|more stories|most (?:read|popular|"
    r"viewed)|must[- ]read|"
    r"just watched|watch(?: live| now| more| the)?:|watch the latest|watch (?:live|now)$|listen:|"
    r"listen to (?:this|the)|"
    r"photos:|photo gallery|view (?:gallery|slideshow|all|comments)|click (?:here|to|for|on)|tap here|"
    r"our picks|"
    r"top stories|trending|recommended|you (?:may|might) (?:also|like)|what to read next|don[’']t miss|"
    r"full coverage\b|"
    r"for more (?:on|from|news|stories|information|coverage)\b|see (?:more|all)$|show more|"
    r"visit .* (?:homepage|for more)"
)
_SHARING = (
    r"share(?: this| all sharing| on| article| via|$)|tweet$|e-?mail$|print$|whatsapp$|facebook$|twitter$|"
    r"linkedin$|reddit$|"
    r"pinterest$|save$|copy link|post a comment|comments?(?: \([0-9]+\)|$)|leave a comment|"
    r"join the (?:conversation|"
    r"discussion)|follow (?:us|me|@|[a-z ]+ on (?:twitter|facebook|instagram|x\b))|- ?follow (?:the|us)|"
    r"like us on|find us on|"
    r"join us on|send (?:tips|your)|got a (?:news )?tip|have a (?:news )?tip|contact (?:the author|us)|"
    r"email the (?:author|writer)|(?:e-?mail|write to|reach|contact)\b.*@|to contact the (?:reporter|"
    r"editor|author)|"
    r"report (?:a |an )?(?:error|typo|ad)\b"
)
_ACCOUNTS = (
    r"sign (?:up|me up)\b|sign in(?: |$)|log ?in(?: |$)|register (?:now|here|to)|subscribe|"
    r"already a (?:member|subscriber)|"
    r"create (?:a|an|your) (?:free )?account|get (?:the|our|all|breaking|access|unlimited|email|daily|"
    r"newsletters?|more|"
    r"up to)\b.*(?:newsletter|inbox|alerts?\b|delivered|app\b|one place|access)|want (?:more|to|the)\b.*"
    r"(?:newsletter|inbox|sign up|subscribe)|start (?:reading$|your free)|download (?:the|our)|one app|"
    r"one membership|"
    r"[0-9]+[+’']?s? (?:of )?(?:premium|trusted|global)|(?:[0-9]+|seven|ten|fourteen|thirty)[- ]days? free|"
    r"thank(?:s| you) for (?:signing|subscribing|reading)|by (?:signing up|subscribing|clicking|entering|"
    r"providing|submitting)|"
    r"enter your email|your email|invalid email|choose your|select (?:your|a) (?:country|state|language)|"
    r"country$|"
    r"first name|last name|zip code|unlock|cancel any ?time|become a (?:member|subscriber|supporter)|"
    r"donate\b|"
    r"make a (?:contribution|donation)|support (?:our|us|quality|independent)\b[^.]*$|support .* journalism|"
    r"please (?:enable|sign|log|subscribe|enter|verify|check your)|be the first to (?:hear|know)"
)
_SITE = (
    r"we use cookies|this (?:web)?site uses|we and our partners|accept (?:all|cookies)|manage (?:cookies|"
    r"newsletters|"
    r"preferences|settings)|privacy policy|cookie policy|terms of (?:use|service)|this site is protected by|"
    r"(?:the )?(?:opinions|views) expressed|this (?:article|story) is more than [0-9]|"
    r"[0-9]+ min(?:ute)?s? read|minute read|"
    r"last (?:updated|modified)|(?:first )?published:? [^.]+$|updated:? [^.]+$|posted:? [^.]+$|"
    r"reprints?\b.*$|"
    r"[\[(]?pull-?quote[\])]?$|\[music\]$|video:? ?$|exclusive: ?$|don[’']t see the graphic|"
    r"if you are having trouble|"
    r"this is a rush transcript|available on (?:apple|spotify)|the requested article has|sorry, this"
)
_LEAD = r"^[ !-/:-@\[-`{-~•–—“”‘’«»►▶→]*"

STARTS = fast(*(f"{_LEAD}(?:{group})" for group in (_ADS, _LINKS, _SHARING, _ACCOUNTS, _SITE)))
"""How a line of furniture begins."""

INSIDE = fast(
    r"\b(?:delivered (?:straight |right |directly )?to your inbox|sign up (?:for our|here|to (?:receive|"
    r"get|our))|"
    r"newsletter (?:here|sign ?up)|subscribe (?:to our|now|today|here)|click here (?:to|for)|"
    r"unsubscribe at any time|"
    r"privacy policy|terms of service|cookie (?:policy|settings)|replay more videos|reprint permission|"
    r"continue reading (?:the )?(?:main|below)|to receive (?:our|the) (?:daily|weekly|free)|"
    r"enable javascript|"
    r"follow (?:him|her|them|me|us) on (?:twitter|facebook|instagram|x\b)|on twitter(?:: | at )?@|"
    r"be the first to (?:hear|know)|story continue[sd] below|article continues (?:after|below)|"
    r"download the app|get the .* app\b)"
)[0]
"""What only furniture says, wherever it stands in a short line."""

OTHER_LANGUAGES = (
    r"^[^\p{L}]*(?:anzeige$|werbung$|lesen sie (?:auch|mehr)|mehr zum thema|jetzt abonnieren|artikel teilen|"
    r"publicité$|lire aussi|à lire aussi|abonnez-vous|partager$|inscrivez-vous|"
    r"publicidad$|lea también|leer más|le puede interesar|suscríbete|compartir$|regístrate|"
    r"publicidade$|leia (?:também|mais)|assine |compartilhe|continua após a publicidade|"
    r"pubblicità$|leggi anche|abbonati|condividi$|iscriviti|"
    r"реклама$|читайте также|подписаться|подписывайтесь|поделиться|advertentie$|lees ook|lees meer|annons$|"
    r"läs också|"
    r"les også|læs også|reklam$|czytaj także|διαβάστε επίσης|광고$|関連記事|相关阅读|相關新聞|延伸閱讀|اقرأ أيضا)"
)
"""The same in other languages."""

RULE_LINE = r"^[^\p{L}\p{N}]+$"
"""A line without a letter or digit: `___`, `* * *`, `• • •`."""
