"""Questions in Spanish, turned word by word into the English cues the intents know."""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"¿|\b(?:que|cual|cuales|donde|cuando|cuanto|cuantos|cuantas|cuanta|quien|como|mis|mi|tengo"
    r"|soy|trabajo|trabaje|hablo|conozco|estudie)\b"
)
_ENGLISH = re.compile(r"\b(?:the|is|are|do|does|did|have|has|what|where|when|which|who|how|my)\b")
_PHRASES = (
    ("a que hora", "when"),
    ("correo electronico", "email"),
    ("numero de telefono", "phone"),
    ("donde vivo", "where do i live"),
    ("donde vive", "where does he live"),
    ("lenguajes de programacion", "programming languages"),
    ("bases de datos", "databases"),
    ("cuantos anos", "how many years"),
    ("cuanto tiempo", "how long"),
    ("desde cuando", "since when"),
    ("me gradue", "i graduate"),
    ("se graduo", "he graduate"),
    ("puntos fuertes", "strengths"),
    ("puntos debiles", "weaknesses"),
    ("hoja de vida", "resume"),
    ("como puedo mejorar", "how can i improve"),
    ("que puedo mejorar", "what can i improve"),
    ("trabajo anterior", "previous job"),
    ("empleo anterior", "previous job"),
    ("puesto anterior", "previous position"),
    ("empresa anterior", "previous company"),
    ("primer trabajo", "first job"),
    ("primer empleo", "first job"),
    ("ultimo trabajo", "last job"),
    ("ultimo empleo", "last job"),
    ("en que ano", "in which year"),
    ("hablame de", "tell me about"),
    ("a que me dedico", "what is my current job"),
    ("he trabajado", "have i worked"),
    ("ha trabajado", "has he worked"),
    ("sin trabajar", "gap"),
    ("nivel de estudios", "level of education"),
    ("promedio", "gpa"),
)
_VOCABULARY = """
    que=what cual=what cuales=which donde=where cuando=when quien=who como=how por=for
    porque=why cuantos=how_many cuantas=how_many cuanto=how_much cuanta=how_much mi=my
    mis=my su=his sus=his tu=your tus=your yo=i es=is son=are soy=am fue=was era=was
    tengo=do_i_have tiene=does_he_have trabajo=work trabaje=did_i_work trabaja=works
    trabajaba=worked trabajos=jobs empleo=job empleos=jobs empresa=company
    empresas=companies puesto=position puestos=positions actualmente=currently ahora=now
    hoy=today actual=current telefono=phone movil=phone correo=email nombre=name
    direccion=address ciudad=location habilidades=skills conocimientos=skills
    competencias=skills aptitudes=skills conozco=do_i_know conoce=does_he_know se=know
    sabe=knows idiomas=languages_speak hablo=do_i_speak habla=does_he_speak ingles=english
    frances=french aleman=german espanol=spanish experiencia=experience anos=years
    meses=months estudie=did_i_study estudio=study estudios=education estudiar=study
    universidad=university carrera=degree titulo=degree titulos=degrees maestria=master
    doctorado=doctorate certificaciones=certifications certificados=certifications
    proyectos=projects logros=achievements premios=awards publicaciones=publications
    fortalezas=strengths debilidades=weaknesses mejorar=improve
    recomendaciones=recommendations puntuacion=score resumen=summary resumeme=summarize
    curriculum=resume cv=resume huecos=gaps lagunas=gaps equipo=team lider=leader
    liderado=led salario=salary sueldo=salary gano=earn edad=age casado=married
    casada=married hijos=children con=with en=in de=of del=of la=the el=the los=the las=the
    un=a una=a y=and o=or para=for sobre=about he=have_i ha=has usado=used hice=did_i_do
    hizo=did_he_do antes=before despues=after desde=since hasta=until primero=first
    primera=first ultimo=last ultima=last mas=most largo=longest larga=longest tiempo=time
    software=software enlaces=links herramientas=tools puedo=can_i debo=should_i me=me
    gradue=graduate aficiones=hobbies
"""
_WORDS = {word: english for word, _, english in (p.partition("=") for p in _VOCABULARY.split())}


def translated(folded: str) -> str:
    """The folded question with Spanish cues as English ones; as it is where it isn't Spanish."""
    if not _SIGNS.search(folded) or len(_ENGLISH.findall(folded)) > 1:
        return folded
    for spanish, english in _PHRASES:
        folded = folded.replace(spanish, english)
    words = re.split(r"(\W+)", folded.replace("¿", ""))
    return "".join(_WORDS.get(word, word).replace("_", " ") for word in words).strip()
