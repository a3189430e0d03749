"""What credit lines, captions and page furniture look like: shapes and stock phrases, as Rust patterns.

Everything here is data. No outlet has an entry of its own; agencies appear only where their bare name is the
shape (`(dpa) -`, `/Getty Images`). Further languages are further entries. Sources: SIGNALS.md's catalogue, and
reading pages of many outlets.
"""

# Rust compiles `\p{L}{2,40}` into forty copies of a large table: counted repeats here are of negated classes.
_WORD = r"\p{Lu}[^\s\d()/,:;\"“”—–…!?]*"
_PLACE = rf"{_WORD}(?:(?:[ /]|, ?| de | am | do )(?:{_WORD})){{0,4}}"
_DATE = r"(?:[^\s\d,()]{2,14} \d{1,2}|\d{1,2}(?:\.|er|º)?(?: de)?(?: [^\s\d,()]{2,14})?)(?:,? (?:de )?\d{4})?"
_DASH = r"(?:-{1,2}|–|—|―|_|:|=|\.-|\.–|\.—)"

DATELINE = rf"^(({_PLACE}) ?(?:, ?{_DATE} ?)?[(/]([^()/\d]{{2,40}}|[^()/\s]{{2,12}}/[^()/\s]{{2,12}})[)/]((?: ?{_DASH})*) ?)"
"""`PLACE, date (AGENCY) -`: groups are all, place, agency, dash."""

DATELINE_BARE = rf"^(({_PLACE})(?: ?, ?{_DATE})?(?: ?—| ?–| ?--| -)(?: ?{_DASH})* ?)"
"""`PLACE, date —` without an agency: groups are all, place."""

DATELINE_OTHER = (
    r"^(\([^()\d]{2,16}\) ?- ?\p{Lu}+(?: \p{Lu}+)*, ?\d{1,2} \p{Lu}+ ?- ?)",  # (ANSA) - ROMA, 03 GIU -
    r"^(\p{Lu}[^\d.,()]{2,40}[.,] \d{1,2} [^\s\d]{3,9} ?(?:/[^/]{2,20}/\.?|[—–-] ?[^.\d]{2,30}\.) ?)",
    r"^(\p{Lu}[^\d.,()]{2,40}\. \d{1,2} [^\s\d]{3,9} \p{Lu}[\p{Lu}.]+ ?[—–-] ?)",
    r"^(\p{Han}+\d{1,2}月\d{1,2}日(?:电|電|讯|訊)(?:[（(][^）)]{1,40}[）)])? ?)",
    r"^([［\[][^］\]\n]{0,20}\d{1,2}日[^］\]\n]{0,20}[］\]] ?[-－―—]* ?)",
    r"^(【[^】\n]{2,36}(?:共同|時事|AFP|ロイター|CNN|電|电)[^】\n]{0,12}】 ?)",
    r"^([(\[【]?\p{Hangul}+ ?= ?[^\s()=]{2,12}[)\]】] ?(?:[^\d=()]{2,30}기자 ?=? ?)?)",
    r"^(\p{Arabic}[\p{Arabic} ]*\([^()]{2,30}\) ?[-–—]+ ?)",
)
"""Datelines of other scripts and orders; group 1 is all of it."""

HOUSE = r"^((?:\p{Lu}[^\s\d()]* ){0,3}\((?:CNN|CNN Business|CNNMoney|Reuters|AP|AFP|UPI)\) ?(?:-{1,2}|–|—|_)* ?)"
"""`(CNN) --`, `Washington (CNN)`: a dateline without a place, or without a dash; group 1."""

AGENCIES = frozenset(
    "Reuters|Thomson Reuters Foundation|AP|Associated Press|The Associated Press|AFP|dpa|dpa-AFX|DPA|APA|sda|SDA|SID|"
    "sid|epd|KNA|EFE|ANSA|Adnkronos|AGI|LaPresse|ITALPRESS|Lusa|Agência Brasil|Europa Press|EUROPA PRESS|TASS|ТАСС|"
    "Xinhua|Yonhap|Kyodo|Kyodo News|Jiji|UPI|PTI|ANI|IANS|UNI|PA|PA Media|AAP|CP|Bloomberg|CNN|CNN Business|CNNMoney|CBS|"
    "CBS News|NBC|ABC|BBC|RIA|Interfax|Anadolu|AA|PAP|ČTK|CTK|MTI|Belga|ANP|NTB|TT|Ritzau|STT|Sputnik|MENA|SANA|"
    "IRNA|NAN|VOA|RNS|JTA|BUSINESS WIRE|GLOBE NEWSWIRE|Business Wire|GLOBE NEWSWIRE|PRNewswire|Bernama|Antara|WAFA".split("|")
)
"""What may stand in a dateline's brackets after a place in small letters, or without a dash."""

NOT_PLACES = frozenset(
    "UPDATE|UPDATED|BREAKING|BREAKING NEWS|EXCLUSIVE|DEVELOPING|WATCH|VIDEO|PHOTO|PHOTOS|OPINION|ANALYSIS|READ|"
    "READ MORE|MORE|LIVE|RELATED|SPOILER|CORRECTION|CLARIFICATION|NOTE|EDITOR'S NOTE|EDITOR’S NOTE|JUST IN|FACT|CLAIM|"
    "VERDICT|MYTH|POLL|Q&A|PS|P.S.|SEE ALSO|ALSO|NEW|WARNING|DISCLAIMER|ADVERTISEMENT|LISTEN|TRANSCRIPT|FILE|I|A|"
    "THE|NO|YES|OK|AND|BUT|GOP|USA|US|U.S.|COVID|UK|EU|AI|TV|FBI|CIA|GDP".split("|")
)
"""Words in capitals before a dash that are no place."""

_CREDIT_VERB = r"(?:reporting|writing|editing|reported|written|edited|compiled|translated|produced)"
SIGN_OFF = "|".join(
    [
        rf"^[(\[*•–—\s-]*(?:additional |with |with additional |further )?{_CREDIT_VERB}(?: and {_CREDIT_VERB})?"
        r"(?: for [^.!?;:]{2,30})?(?: by|:) ?\p{L}",
        r"^[(\[*–—\s-]*(?:with|mit|avec|con|com|met) (?:the )?(?:additional |further )?"
        r"(?:inputs?|files?|reporting|assistance|material|informaci[oó]n|informações|informações|datos|les agences|"
        r"agenc\w+|agences|agenzie|wire|reports?|text|AFP|AP|Reuters|medewerking)\b",
        r"^[(\[*–—\s-]*(?:avec|mit|con|com|met) (?:l['’]|der |la |las |a |os )?(?:AFP|AP|Reuters|dpa|EFE|ANSA|Lusa|"
        r"AFP et Reuters)\b",
        r"\bcontributed (?:reporting )?(?:to|from|in|for) (?:this|the|these) (?:report|story|article|piece|post)",
        r"^[^.!?;:]{3,120}\bcontributed(?: reporting| research)?(?: from [^.!?;:]{2,40})?\.?$",
        r"^(?:reporting|research) (?:was|were) contributed by\b",
        r"^contribut(?:ing|ed|ors?)(?: by| to this \w+)?: ?\p{L}",
        r"auto-?generated from (?:a |an )?(?:syndicated|agency) feed",
        r"(?:story|article|report) has (?:not been|been published).{0,80}(?:edited by|agency feed|wire)",
        r"^except for the headline\b|^only the headline\b",
        r"^\W*(?:this|the) (?:article|story|post|piece|report|essay|column|commentary|op-ed)\b.{0,60}"
        r"\b(?:(?:was|is|has been) )?(?:originally|first|also)? ?(?:appeared|published|ran|republished|reprinted|"
        r"reproduced|adapted|syndicated|translated)\b.{0,25} (?:on|in|at|by|with|from|under)\b",
        r"^\W*(?:republished|reprinted|reproduced) (?:with|by|from|under)\b",
        r"^\W*(?:first|originally) (?:published|appeared) (?:by|at|in|on)\b",
        r"^this report by .{2,60} was first published",
        r"^[-–—]{1,3} ?(?:IANS|PTI|ANI|AFP|AP|Reuters|UNI|Xinhua|dpa|Bernama|ANSA|EFE|NAN)(?:\W.{0,40})?$",
        r"^\((?:IANS|PTI|ANI|AFP|AP|Reuters|UNI|Xinhua|dpa|Bernama|ANSA|EFE|NAN|APA|sda)(?:/[\w-]+)?\)$",
        r"^[(\[]?(?:redigiert|bearbeitet|bericht(?:et)?|geschrieben) von\b|^[(\[](?:dpa|AFP|APA|sda|SID)[/,\w -]{0,40}[)\]]$",
        r"^[(\[]?(?:reportage|édité|rédigé|version française|édition|service) (?:de|par|français)\b",
        r"^[(\[]?(?:reporte|reportado|editado|escrito|traducido|información) (?:de|por)\b",
        r"^[(\[*]?(?:reportagem|edição|editado|tradução)(?: adicional)? (?:de|por)\b",
        r"^[(\[]?(?:a cura di|in redazione|redazione)\b",
        r"^[(\[（]?(?:责任编辑|責任編輯|编辑|記者|记者)[:：]|^[（(](?:完|了)[）)]$",
        r"^[(\[]?(?:редактор|перевод|автор перевода)\b",
        r"기자 [\w.+-]+@[\w.-]+$",
    ]
)
"""A line that says who made or supplied the text. Case is ignored."""

SIGN_OFF_END = (
    rf"\s*(\((?i:(?:additional |with |with additional )?{_CREDIT_VERB}(?: and {_CREDIT_VERB})? by|with (?:inputs|files|"
    r"agency|reporting)|con información de|com informações|avec |reportage de|édité par|rédigé par|editado por|"
    r"reporte de|reportagem de|mit Material)[^()]{2,400}\)?|\((?:Quelle|Source|Fuente|Fonte|Источник): ?[^()]{2,60}\)|"
    r"[-–—]{2} ?(?:IANS|PTI|ANI)(?:\W.{0,30})?)\s*$"
)
"""A sign-off behind the last sentence of a paragraph; group 1 is the sign-off."""

SOURCE_LINE = "|".join(
    [
        r"^\W{0,3}(?:sources?|quellen?|fuentes?|fontes?|fonti|πηγ(?:ή|ές)|출처|источники?|来源|來源|出典|bron(?:nen)?|källa|"
        r"kilder?|źródł[oa]|kaynak|المصدر|zdroj|lähde|forrás|sursa|извор|джерело|מקור)\s?[:：]",
        r"^\W{0,3}(?:copyright|copyrights|\(c\) ?\d{4}|© ?(?:\d{4}|copyright)|ⓒ|<저작권자)",
        r"\ball rights reserved\b|\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos los derechos reservados\b|"
        r"\btodos os direitos reservados\b|\btutti i diritti riservati\b|\bRIPRODUZIONE RISERVATA\b|무단 ?전재|"
        r"禁止转载|無断転載|все права защищены",
        r"\bthis material may not be published, broadcast\b",
        r"^our standards: the [\p{L} ]+ trust principles",
    ]
)
"""A line that names a source or a holder of rights. Case is ignored."""

SOURCE_CASED = r"^SOURCE:? [A-Z][\w .,&'-]{1,60}$"
"""The same, where only capitals make it one."""

_PHOTO = (
    r"(?:AP Photo|Photo|PHOTO|Photograph|Photos|Foto|Fotos|Bild|Getty|Getty Images|Reuters/|REUTERS|Reuters|via AP|"
    r"AFP|EPA|EPA-EFE|Images|Shutterstock|iStock|Alamy|Screenshot|Screengrab|Screen grab|Image|Courtesy|Pool|"
    r"AP|Archivo|Archiv|Credit|Handout)"
)
CAPTION = "|".join(
    [
        r"^(?i:enlarge this image|hide caption|toggle caption|(?:image|media|video|photo) (?:caption|copyright|credit|source)"
        r"|media playback is unsupported|play video|captions? (?:are|is) )",
        r"^FILE(?: PHOTO| IMAGE)? ?[-–—:]",
        r"^(?:prev |next )?Image \d+ of \d+|^Slideshow ?\(|^\d+ of \d+$|^Photos?:|^(?:Photo|Video|Image|Foto)s?$",
        rf"[(\[][^()\[\]]{{0,160}}\b{_PHOTO}\b[^()\[\]]{{0,120}}[)\]]\.?$",
        r"\bPhotograph(?:er|s)?: ?\S.{1,120}$",
        r"\b(?:[Pp]hoto|PHOTO|[Ii]mage|[Pp]icture|[Pp]ic)(?: [Cc]redits?| [Cc]ourtesy| [Ii]llustration)?"
        r"(?:: ?\p{Lu}| by \p{Lu}| courtesy of )[^.!?]{1,90}\)?$",
        r"^(?i:credits?|foto|fotos|bild|imagen|crédit(?: photo)?|immagine|фото) ?:",
        r"(?:[/|] ?|\b(?:via|by|from|courtesy of) )(?:AP|AFP|Reuters|REUTERS|EPA|PA|Getty|Getty Images|Shutterstock|"
        r"Alamy|iStock|Flickr|Bloomberg|Newscom|Polaris|POLITICO|SIPA)(?: Photo| Images)?$",
        r"(?:Getty Images|AFP/Getty|Shutterstock(?:\.com)?|Alamy(?: Stock Photo)?|iStock(?:photo)?|AP Photo|Zuma Press|ZUMA|"
        r"Press Association Images|AP Images|REUTERS/[^\d()\[\]]{3,40}|AP Photo/[^\d()\[\]]{3,40}|AP/[^\d()\[\]]{3,40}"
        r"|Getty Images for \p{L}+|USA TODAY Sports)\)?\.?$",
        r"^(?:Getty|Shutterstock|Alamy|Rex|iStock|AP Photo|REUTERS)(?: Images)?[^.]{0,120}$",
        r"\| ?(?:AP|Getty|AFP|Reuters|EPA|PA|Shutterstock)\b[^\d|]{0,40}$",
        r"^© ?\p{L}[^.]{1,80}$",
    ]
)
"""A caption or a photo credit, by its shape."""

CAPTION_HEAD = (
    r"^(.{0,600}?[(\[][^()\[\]]{0,120}\b(?:AP Photo|Photo|Getty|REUTERS/|Photograph|via AP|Image)\b[^()\[\]]{0,100}[)\]])"
    r"\s+(?:\p{Lu}[\p{Lu}., ’'-]+(?:\([^()]{2,30}\)|—|--))"
)
"""A caption that leaked into the paragraph of the dateline; group 1 is the caption."""

_NAME = r"\p{Lu}[^\s\d,;:!?()|/]*(?: (?:(?:de|van|von|der|den|al|bin|la|del|di|da|dos|el) )?\p{Lu}[^\s\d,;:!?()|/]*){1,3}"
_AND = r"(?:,|,? and|,? &|,? y|,? et|,? und|,? e)"
BYLINE = (
    r"^(?i:(?:written |story |words |posted |reported )?by|von|par|por|di|door|av|af|автор:?|από|text:|author:|autor:) "
    r"\p{L}[^!?:]{1,110}$",
    rf"^{_NAME}(?:{_AND} {_NAME})? (?:in|à|en|aus|em|a) \p{{Lu}}[^\d,;:!?()]{{2,40}}$",
    rf"^{_NAME} ?(?:,|\||-|–) ?(?:[^\s,]+ ){{0,4}}(?:Correspondents?|Editor|Reporter|Writers?|Contributor|Staff|Press|"
    r"Reuters|AFP|Bloomberg|AP|TODAY|News|Service|dpa|Agency|Agencies|contributor|columnist|writer|reporter)\b.{0,40}$",
    r"^\p{Hangul}+ (?:기자|특파원)(?: ?=)?$|^[（(]?(?:记者|記者)[:： ]?[\p{Han} ]+[)）]?$|^\p{Han}+(?:记者|記者)$",
)
"""Lines that name the writer."""

BYLINE_HEAD = (
    rf"^((?:By|BY) {_NAME}(?:{_AND} {_NAME}){{0,2}})(?:\s+[-–—|]\s+|\s{{2,}}|\s+\p{{Lu}}[\p{{Lu}}., ’'-]+(?:\([^()]{{2,30}}\)|—|--))"
)
"""A byline at the head of a paragraph, set off from it by a dash, wide space or a dateline; group 1."""

NAMES = rf"^{_NAME}(?:{_AND} {_NAME}){{0,3}}$"
"""One or several personal names and nothing else."""

_START = (
    r"advertisement|advertising|ad$|story continues|story highlights|article continues|continue reading|read more|"
    r"read (?:also|next|the full|our|it|this)\b.{0,100}$|"
    r"related(?: \w+)?:|see also|more from|more on|more:|more in|more stories|most (?:read|popular|viewed)|must[- ]read|"
    r"just watched|watch(?: live| now| more| the)?:|watch the latest|listen:|listen to (?:this|the)|photos:|photo gallery|view (?:gallery|slideshow|all|comments)|"
    r"click (?:here|to|for|on)|tap here|scroll down|skip (?:to|ad|advert)|jump to|back to top|load(?:ing)?\b.{0,12}$|close$|"
    r"share(?: this| on| article| via|$)|tweet$|email$|e-mail$|print$|whatsapp$|facebook$|twitter$|linkedin$|reddit$|pinterest$|"
    r"save$|copy link|post a comment|comments?(?: \(\d+\)|$)|leave a comment|join the (?:conversation|discussion)|"
    r"follow (?:us|me|@|\p{L}+ on)|follow .{2,40} on (?:twitter|facebook|instagram)|like us on|find us on|join us on|"
    r"sign (?:up|in|me up)\b|log ?in\b|register (?:now|here|to)|subscribe|already a (?:member|subscriber)|create (?:a|an|your) (?:free )?account|"
    r"get (?:the|our|all|breaking|access|unlimited|email|daily|newsletters?|more|up to)\b.{0,160}(?:newsletter|inbox|alerts?|delivered|app\b|one place|access|news)|"
    r"want (?:more|to|the)\b.{0,100}(?:newsletter|inbox|sign up|subscribe)|start (?:reading|your free)|"
    r"download (?:the|our)|get the app|one app|one membership|\d+[+’']?s? (?:of )?(?:premium|trusted|global)|fourteen days free|"
    r"\d+[- ]days? free|our picks|top stories|trending|recommended|you (?:may|might) (?:also|like)|what to read next|don[’']t miss|"
    r"thank you for (?:signing|subscribing|reading)|thanks for (?:signing|subscribing|reading)|by (?:signing up|subscribing|clicking|entering|providing|submitting)|"
    r"we use cookies|this (?:web)?site uses|we and our partners|accept (?:all|cookies)|manage (?:cookies|newsletters|preferences|settings)|privacy policy|cookie policy|terms of (?:use|service)|"
    r"this site is protected by|please (?:enable|sign|log|subscribe|enter|verify|check your)|enter your email|your email|invalid email|"
    r"support (?:our|us|quality|independent)\b.{0,80}$|donate\b.{0,60}$|make a (?:contribution|donation)|become a (?:member|subscriber|supporter)|"
    r"the opinions expressed|the views expressed|opinions expressed|this article is more than \d|this story is more than|"
    r"minute read|\d+ min(?:ute)?s? read|last (?:updated|modified)|(?:first )?published:? |updated:? |posted:? |(?:est|utc|gmt)\b.{0,10}$|"
    r"[\[(]?pull-?quote[\])]?$|\[music\]$|follow @|- ?follow (?:the|us)|- ?check out|video:? ?$|new! |exclusive: ?$|contact (?:the author|us)|"
    r"to contact the (?:reporter|editor|author)|send (?:tips|your)|got a (?:news )?tip|have a (?:news )?tip|email the author|(?:e-?mail|write to|reach|contact)\b.{0,60}@|"
    r"visit .{3,60} (?:homepage|website|for more)|for more (?:on|from|news|stories|information|coverage)\b|full coverage\b|view (?:image )?(?:on|full)|see (?:more|all)|show more|"
    r"choose your|select (?:your|a) (?:country|state|language)|country$|first name|last name|zip code|report (?:a |an )?(?:error|typo|ad)|reprints?\b.{0,60}$|"
    r"don't see the graphic|if you (?:have|are having) trouble|support .{2,40} journalism|be the first to|travel with|"
    r"this is a rush transcript|listen to .{2,80} podcast|available on (?:apple|spotify)|unlock|limited time|special offer|cancel any ?time"
)
_ANYWHERE = (
    r"\b(?:delivered (?:straight |right |directly )?to your inbox|sign up (?:for|here|to (?:receive|get|our))|newsletter (?:here|sign ?up)|"
    r"subscribe (?:to (?:our|the)|now|today|here)|click here (?:to|for)|unsubscribe at any time|privacy policy|terms of service|"
    r"cookie (?:policy|settings)|replay more videos|continue reading (?:the )?(?:main|below)|reprint permission|"
    r"to receive (?:our|the) (?:daily|weekly|free)|follow (?:him|her|them|me|us) on (?:twitter|facebook|instagram|x\b)|"
    r"on twitter:? @|on twitter at @|story continue[sd] below|article continues (?:after|below)|enable javascript|download the app|get the .{2,30} app\b)"
)
FURNITURE = rf"^\W{{0,4}}(?:{_START})|{_ANYWHERE}"
"""Stock phrases of pages: sign-up, sharing, cookies, menus. Case is ignored; for short lines only."""

FURNITURE_OTHER = (
    r"(?i)^\W{0,3}(?:anzeige|werbung|lesen sie (?:auch|mehr)|mehr zum thema|newsletter|jetzt abonnieren|artikel teilen|"
    r"publicité|lire aussi|à lire aussi|abonnez-vous|s['’]abonner|partager|inscrivez-vous|"
    r"publicidad|lea también|leer más|le puede interesar|suscríbete|compartir|regístrate|"
    r"publicidade|leia (?:também|mais)|assine|compartilhe|continua após a publicidade|"
    r"pubblicità|leggi anche|abbonati|condividi|iscriviti|"
    r"реклама|читайте также|подпис(?:ка|аться|ывайтесь)|поделиться|advertentie|lees ook|lees meer|annons|läs också|les også|læs også|"
    r"reklam|czytaj także|διαβάστε επίσης|광고|関連記事|相关阅读|相關新聞|延伸閱讀|اقرأ أيضا)"
)
"""The same in other languages."""

RULE_LINE = r"^[\W_]+$"
"""A line without a letter or digit: `___`, `* * *`, `• • •`."""

POST = (
    r"(?:—|–|--|-) ?[^—\n]{0,80}\(@\w{1,30}\)(?:,? on)? ?\p{L}{3,10}\.? \d{1,2},? \d{4}|pic\.twitter\.com/\w+|"
    r"^.{1,60}\(@\w{1,30}\) (?:on )?\p{L}{3,10}\.? \d{1,2}(?:, \d{4})?$|"
    r"^[^.!?]{1,60} @\w{1,30} (?:·|on|replying)"
)
"""An embedded post: its signature line, or a picture link that only posts carry."""

POST_SIGNATURE = r"^(?:(?:—|–|--|-) ?)?[^—\n]{1,60}\(@\w{1,30}\)(?:,? on)? ?\p{L}{3,10}\.? \d{1,2}(?:,? \d{4})?$"
"""A line that is only a post's signature: the post is the paragraph above it."""

SPEAKER = (
    r"^(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]? )?(?:\p{Lu}[\p{Lu}.'’ -]+(?:\([^()]{1,30}\))?|\p{Lu}[^\s\d:.]+(?: \p{Lu}[^\s\d:]*){0,2}|Q|A) ?: \S"
)
"""`NAME: text` in a transcript."""

INTRODUCES = (
    r"(?i)(?:statement|said|says|wrote|writes|tweeted|posted|reads?|added|continued|transcript|text|letter|remarks|"
    r"follow(?:s|ing)|below|letter says|email|memo|explained|replied|responded|declar\w+|stated|states|message)\b[^.!?:]{0,60}:$"
)
"""A paragraph that announces the words of another: what follows it is quoted."""
