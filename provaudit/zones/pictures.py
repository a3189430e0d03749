"""What captions and photo credits look like, as Rust patterns. Data, like `cues.py`."""

from provaudit.zones.patterns import fast

_PHOTO = (
    r"(?:AP Photo|Photo|PHOTO|Photograph|Photos|Foto|Fotos|Bild|Getty|REUTERS|Reuters|via AP|AFP|EPA|"
    r"EPA-EFE|Images|Shutterstock|iStock|Alamy|Screenshot|Screengrab|Screen grab|Image|Courtesy|Pool|AP|"
    r"Archivo|Archiv|Credit|Handout)"
)
_STOCK = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|PA|Getty|Getty Images|Shutterstock|Alamy|iStock|Flickr|Bloomberg|Newscom|"
    r"Polaris|SIPA)"
)
LONGEST = 700  # characters: the longest caption seen, with its credit
GALLERY_HINT = r" (?:of|Of|OF) [0-9]"
GALLERY = r"(?i)hide caption [0-9]+ of [0-9]+|[0-9]+ of [0-9]+ photos: "
"""What only a gallery of pictures says; its captions may run to thousands of characters."""

HEADS = fast(
    r"^(?i:enlarge this image|hide caption|toggle caption|(?:image|media|video|photo) (?:caption|"
    r"copyright|credit|source)|media playback is unsupported|play video)",
    r"^CLOSE \p{Lu}|^FILE(?: PHOTO| IMAGE)? ?[-–—:]|^© ?\p{L}[^.]+$",
    r"^(?:prev |next )?Image [0-9]+ of [0-9]+|^Slideshow ?\(|^[0-9]+ of [0-9]+$|^Photos?:|^(?:Photo|Video|"
    r"Image|Foto)s?$",
    r"^(?:Getty|Shutterstock|Alamy|Rex|iStock|AP Photo|REUTERS)(?: Images)?\b[^.]*$",
    r"^(?i:credits?|foto|fotos|bild|imagen|crédit(?: photo)?|immagine|фото) ?:",
)
"""How captions and photo credits begin."""

_KINDS = (
    r"(?:file|archive|stock|handout|press|courtesy|cover) (?:photo(?:graph)?|picture|image|video)s?|"
    r"photo(?:graph|grapher)?s?|"
    r"pictures?|pics?|images?|videos?|footage|(?:info)?graphics?|illustrations?|cartoon|screen ?(?:shot|grab)|"
    r"(?:archiv|symbol|titel|presse|agentur|luft|beispiel)?-?(?:fotos?|bild(?:er)?|video|grafik)|fotografie|"
    r"(?:info|karten)grafik|"
    r"photographies?|vidéos?|infographies?|dessin|crédits? photos?|légende|"
    r"foto(?:graf[ií]as?)?(?: de archivo| de arquivo)?|im[aá]ge(?:ns?|nes|m)|imagens|v[ií]deos?|gráficos?|"
    r"infogr[aá]fic[oa]s?|"
    r"ilustraci[oó]n|ilustração|immagin[ei]|grafico|archieffoto|beeld|afbeelding|fot\.|zdjęcie|wideo|grafika|"
    r"sním(?:ek|ky)|kép|fotó|videó|fotoğraf|görsel|kuva|gambar|"
    r"фото(?:графия)?|снимок|снимка|видео|(?:инфо)?графика|світлина|відео|φωτο(?:γραφία)?|φωτό|εικόνα|βίντεο|"
    r"图(?:片|为)?|照片|摄影|视频|圖(?:片)?|攝影|写真|画像|動画|映像|사진|영상|그래픽|صورة|الصورة|صور|فيديو|عکس|צילום|תמונה|"
    r"फोटो|तस्वीर|वीडियो"
)
LABEL = (
    rf"^[(\[\"“„«▲]? ?(?i:{_KINDS})(?i: (?:credits?|courtesy|captions?|copyright|by|source))? ?[:：] ?[^ ]"
)
"""A line that says of itself that it describes a picture, in the languages of the rules: whatever it ends with."""

TAILS_OPEN = fast(
    rf"[(\[](?:[^()\[\]]*[^A-Za-z()\[\]])?{_PHOTO}(?:[^A-Za-z()\[\]][^()\[\]]*)?[)\]]\.?$",
    r"\bPhotograph(?:er|s)?: ?[^.!?]+$",
    r"\b(?:[Pp]hoto|PHOTO|[Ii]mage|[Pp]icture|[Pp]ic)(?: [Cc]redits?| [Cc]ourtesy|"
    r" [Ii]llustration)?(?:: ?\p{Lu}| by \p{Lu}| courtesy of )[^.!?]+\)?$",
    rf"(?:[/|] ?|\b(?:via|by|courtesy of) ){_STOCK}(?: Photo| Images)?$",
)
"""How they end, where no full stop stands (but behind a bracket)."""

TAILS = fast(
    r"(?:Getty Images|AFP/Getty|Shutterstock(?:\.com)?|Alamy(?: Stock Photo)?|iStock(?:photo)?|AP Photo|"
    r"Zuma Press|ZUMA|Press Association Images|AP Images|USA TODAY Sports)\)?\.?$",
)
"""How they end, full stop or none."""

NAMED_HINT = r"(?:REUTERS|AP Photo|AP|EPA)/"
TAIL_NAMED = rf"{NAMED_HINT}[^0-9()\[\].]+\)?\.?$"
"""How they end with an agency's photographer."""

TAIL_BARRED = fast(rf"[.!?”\"] ?\| ?{_STOCK}\b[^0-9|]*$")[0]
"""How they end behind a bar."""

STUCK_HINT = r"[)\]]\s+\p{Lu}"
STUCK = (
    r"^([^\n]*?[(\[](?:[^()\[\]]*[^A-Za-z()\[\]])?(?:AP Photo|Photo|Getty|REUTERS|Photograph|via AP|"
    r"Image)[^()\[\]]*[)\]])\s+\p{Lu}[\p{Lu}., ’'-]+(?:\(|—|--)"
)
"""A caption that leaked into the paragraph of the dateline; group 1 is the caption."""
