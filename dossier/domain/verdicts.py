"""Normalise what fact-checkers print as their verdict: words in English and Arabic, and numbers of a scale."""

from __future__ import annotations

import re

from dossier.domain.evidence import Verdict

_VERDICTS = (
    (Verdict.MOSTLY_TRUE, r"(?:mostly|largely|partly|generally) (?:true|accurate|correct)|صحيح جزئيا|صحيح إلى حد كبير|صحيح في معظمه"),
    (Verdict.MISSING_CONTEXT, r"(?:missing|lacks?|lacking|out of|needs|without|more) context|cherry.?pick|selective|outdated|خارج (?:ال)?سياق|ناقص (?:ال)?سياق|يفتقر إلى السياق|انتقائي"),
    (Verdict.MISLEADING, r"misleading|misrepresent|distort|mislead|miscaption|misattribut|mis-?contextuali|clickbait|exaggerat|مضلل|مضلّل|تضليل|إثارة"),
    (Verdict.MIXTURE, r"mixture|mixed|half.?true|partly (?:false|wrong|fake)|partially|two pinocchio|زائف جزئي|جزئي|مختلط|نصف حقيقة"),
    (Verdict.UNPROVEN, r"unproven|unverified|unsupported|unsubstantiated|unfounded|baseless|no evidence|not proven|cannot be (?:verified|confirmed)|could not be (?:verified|confirmed)|inconclusive|غير مؤكد|غير مثبت|لا دليل|بلا دليل|دون دليل|لم يثبت"),
    (Verdict.SATIRE, r"satir|parody|joke|ساخر|سخرية"),
    (Verdict.FALSE, r"false|fake|fabricat|incorrect|untrue|not true|isn['’]t true|hoax|myth|pants on fire|inaccurate|wrong|doctored|manipulated|altered|digitally|photoshopped|ai.generated|deepfake|debunked|scam|impost|(?:three|four) pinocchio|زائف|كاذب|خاطئ|مفبرك|غير صحيح|ليس صحيح|غير دقيق|ملفق|مزيف|خطأ|خرافة|لا صحة|معدل|مركب"),
    (Verdict.TRUE, r"\btrue\b|\baccurate|\bcorrect\b|confirmed|verified|authentic|legit|صحيح|حقيقي|مؤكد"),
)  # fmt: skip
_TABLE = tuple((verdict, re.compile(pattern, re.IGNORECASE)) for verdict, pattern in _VERDICTS)


def normalise_verdict(printed: str) -> Verdict | None:
    """The verdict in the words of the ledger; None for words that are none."""
    return next((verdict for verdict, pattern in _TABLE if pattern.search(printed)), None)


def verdict_of_number(value: float, worst: float, best: float) -> Verdict | None:
    """A verdict given as a number only, as schema.org's Rating has it: the worst of the scale is false.

    Google's description of ClaimReview: 1 false, 2 mostly false, 3 half true, 4 mostly true, 5 true.
    """
    if not worst < best or not worst <= value <= best:
        return None
    share = (value - worst) / (best - worst)
    if share < 0.375:
        return Verdict.FALSE
    if share < 0.625:
        return Verdict.MIXTURE
    return Verdict.MOSTLY_TRUE if share < 0.95 else Verdict.TRUE
