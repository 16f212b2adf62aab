"""Words that tell nothing of what a text is about, by language: function words, and the words
that stand in any piece of news. Written as spoken; folded when a language is first asked for.
"""

from functools import lru_cache

from hemero.text import fold

_WORDS = {
    "en": """
    a about above across actually after afterwards again against ago all allow allowed almost
    alone along already also although always am among an and announced another any anyone anything
    are around as ask asked at away back be became because become becomes been before began begin
    behind being believe below best better between big bit both bring brought but by call called
    came can cannot case certain come comes coming could current currently day days did different
    do does doing done down during each earlier early either else end enough especially etc even
    ever every everyone everything expected far feel few final find first five following for
    former found four from full further gave get gets getting give given gives giving go goes
    going good got great had half happen happened has have having he help her here herself him
    himself his hold home how however i if important in including indeed instead into is it its
    itself just keep kept kind know known large last late later latest least left less let like
    likely little long look looking lot made main make makes making many may maybe me mean means
    meanwhile might million minutes moment month months more morning most move mr mrs ms much must
    my myself near nearly need needed needs never new news next night no none nor not nothing now
    number of off often old on once one ones only onto open or other others our out outside over
    own part past per percent perhaps place plan plans point possible put quite rather read really
    recent recently reported right run said same saw say saying says second see seen seem seems
    set seven several shall she should show side since six small so some someone something soon
    start started statement still such sure take taken takes taking tell ten than that the their
    them themselves then there these they thing things think third this those though thought three
    through thus time times to today together told tomorrow too took top toward towards tried try
    trying turn two under until up upon us use used using very via want wanted wants was way ways
    we week weekend weeks well went were what whatever when where whether which while who whole
    whom whose why will with within without won word words work working would year yesterday years
    yet you young your people person man woman men women spokesman spokeswoman added according
    reports report country world area group monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december
    eleven twelve twenty thirty forty fifty hundred thousand fourth fifth dozen eight nine
    """,
    "fr": """
    a afin ai ainsi alors an ancien ancienne annonce annoncé année années ans après as assez au
    aucun aucune aujourd auquel aura aurait aussi autant autour autre autres aux auxquels avaient
    avait avant avec avez avoir avons ayant beaucoup bien bon bonne car cas ce ceci cela celle
    celles celui cent cependant certain certaine certaines certains ces cet cette ceux chaque chez
    ci cinq comme comment contre d dans de début dehors déjà demain depuis dernier dernière
    derniers dernières des dès désormais deux deuxième devant devra devrait différents dire dit
    dix doit doivent donc dont du durant e elle elles en encore enfin ensemble ensuite entre
    environ est et étaient était été être eu eux fait faire fois font forte fut grâce grand grande
    grandes grands gros h hier hors hui huit ici il ils indique indiqué j jamais je jeune jeunes
    jour journée jours jusqu jusque l la là laquelle le lequel les lesquels leur leurs lieu lors
    lorsque lui m ma mais mal malgré me même mêmes mes mettre mieux million millions mis mise
    moins mois mon monde monsieur n ne ni nombre nombreuses nombreux non nos notamment notre nous
    nouveau nouveaux nouvel nouvelle nouvelles on ont onze or ou où par parce parfois parmi part
    partie partir pas passé pendant permet permis personne personnes petit petite peu peut peuvent
    place plupart plus plusieurs point porte pour pourrait pourquoi pourtant pouvoir première
    premier premières premiers près presque prochain prochaine puis puisque qu quand quant quatre
    que quel quelle quelles quelque quelques quels qui quoi reste rien s sa sans sauf se sein sera
    serait seront ses seul seule seulement si sien six soir soit son sont sous souvent suis suite
    sur surtout t ta tandis tant te tel telle telles tels temps tes toi ton toujours tous tout
    toute toutes très trois trop trouve tu un une va vers veut via voici voir vont vos votre vous
    vraiment vu y déclaré déclare selon affirmé ajouté expliqué pays semaine semaines heure heures
    matin nuit fin cours effet l'an lundi mardi mercredi jeudi vendredi samedi dimanche chose
    choses auraient janvier février mars avril juin juillet août septembre octobre novembre
    décembre sept neuf douze treize quatorze quinze seize vingt trente quarante cinquante soixante
    mille dizaine vingtaine centaine milliers troisième quatrième cinquième euros
    """,
    "de": """
    ab aber alle allem allen aller alles als also alt am an ander andere anderem anderen anderer
    anderes auch auf aus außerdem bei beide beiden beim bereits besonders besser bis bisher bin
    bist da dabei dadurch dafür dagegen daher dahin damals damit danach daneben dann daran darauf
    daraus darf darin darum darüber das dass davon davor dazu dein deine dem den denen denn der
    deren des deshalb dessen deutlich dich die dies diese diesem diesen dieser dieses dir doch
    dort drei du durch dürfen eben ebenso eigentlich ein eine einem einen einer eines einfach
    einige einigen einmal ende er erst erste ersten erster es etwa etwas euch euer für ganz ganze
    gar gegen gegenüber geht genau gerade gern gibt ging gleich groß große großen gut gute haben
    habe hat hatte hatten heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im
    immer in innerhalb ins ist ja jahr jahre jahren jahres je jede jedem jeden jeder jedes jedoch
    jemand jetzt kann kaum kein keine keinen keiner kommen kommt können könnte könnten konnte
    konnten lange lassen laut machen macht man manche mehr mehrere mein meine meist meiste
    menschen mich million millionen mir mit mittlerweile möchte möglich monat monate monaten muss
    müssen musste nach nachdem neben nein neu neue neuen neuer neues nicht nichts nie noch nun nur
    ob oben obwohl oder oft ohne paar pro prozent rund sagt sagte schon sehr sei sein seine seinem
    seinen seiner seit selbst sich sicher sie sieht sind so sobald sogar solche soll sollen sollte
    sollten sondern sonst soweit sowie später statt steht stellen tag tage tagen teil trotz über
    überhaupt um und uns unser unsere unten unter viel viele vielen vier vom von vor vorher wann
    war waren warum was weg wegen weil weiter weitere weiteren welche welchem welchen welcher
    wenig weniger wenn wer werden weshalb wie wieder will wir wird wirklich wo woche wochen wollen
    wollte worden wurde wurden würde würden zeit zu zudem zum zur zurück zusammen zwar zwei
    zwischen uhr mal dinge frage fragen beispiel anfang herr frau herrn euro seite fall grund
    stelle weise art form montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    januar februar märz april mai juni juli august september oktober november dezember angaben
    fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend mann frauen kind
    männer person personen leute möglichkeit möglichkeiten ergebnis ergebnisse problem probleme
    thema themen blick kopf hand hände weg wege ort orte stunde stunden minute minuten moment
    gedanke gedanken idee ideen name namen wort worte wörter bereich bereiche situation rolle
    lage ziel ziele schritt schritte reihe anzahl zahl zahlen hälfte drittel prozentpunkte
    verfügung regel sinn gegenteil gelegenheit aussage aussagen meinung ansicht ansichten
    nachmittag abend abends morgen mittag nacht wochenende vergangenheit zukunft gegenwart
    folge folgen grund gründe ursache unterschied unterschiede vergleich verhältnis zusammenhang
    umgang erfahrung erfahrungen erkenntnis erkenntnisse anforderung anforderungen angebot
    angebote einsatz auswahl überblick hinweis hinweise information informationen artikel text
    beitrag beiträge foto fotos bild bilder symbolbild archivfoto quelle link links dank hilfe
    entscheidung aufgabe aufgaben fokus motto fazit jahrgang
    jährige jähriger jährigen mitglied mitglieder vorteil vorteile
    nachteil nachteile höhe größe länge stück stücke menge mengen mitte rand platz stufe seiten
    beste besten bekannte letzte letzten vielzahl umsetzung einführung gebiet gebiete sache sachen
    kosten kunde kunden titel zeitpunkt zeitraum zeiten grad meter kilometer liter litern milliarde
    milliarden dollar cent stimme stimmen spaß lust
    welt alltag gast gäste bericht berichte ausgabe ausgaben land länder stadt städte
    kleinstadt wohnort drehort begriff begriffe bedeutung bezug rahmen basis grundlage grundlagen
    aspekt aspekte element elemente punkt punkte prozess prozesse vorgang vorgänge wirkung inhalt
    inhalte vorstellung vorstellungen eindruck eindrücke  maßnahme maßnahmen
    behauptung behauptungen bestandteil bestandteile eigenschaft eigenschaften merkmal merkmale
    voraussetzung voraussetzungen bedingung bedingungen wunsch wünsche vorschlag
    vorschläge zweck zwecke nutzung verwendung veränderung veränderungen
    änderung änderungen gelegenheiten fähigkeit fähigkeiten schnitt durchschnitt maß tatsache
    tatsachen stand zustand ablauf verlauf aufbau umfang ausmaß anteil anteile variante varianten
    vorteil charakter beginn abschluss ende schluss
    absicht aktion alternative alternativen altersgruppe angabe anlass anleitung annahme ansatz
    anspruch antwort antworten arbeit arbeiten aufmerksamkeit auftrag aufträge auge augen ausblick
    ausnahme ausnahmen auswirkung auswirkungen autor autoren baustein bausteine bedarf
    begeisterung beispiele beruf bescheid beschreibung besitzer besuch besucher betreiber blog
    blogger buch chance chancen dame daten dauer detail details ding druck echo einblick einblicke
    einfluss einheit einstellung einstieg entscheidungen entwicklung entwicklungen ereignis
    ereignisse erfolg erfolge ermittlungen erwartung erwartungen fahrt fakt fakten faktor faktoren
    farbe fehler fenster figur formen freude freund freunde funktion funktionen fußnote fälle
    gefahr gefühl gefühle geheimnis genre geschehen geschichte geschichten gesicht gespräch
    gespräche gewinn grenze grenzen gruppe gruppen halbjahr handlung haus herausforderung
    herausforderungen herz hintergrund info infos initiative interesse interview jahrzehnt kampf
    kenntnis kolumne kommentar kommentare konzept kraft kritik kurs laune leben leser leserin
    leserinnen liebe liste live lösung lösungen mensch methode methoden missgeschick mittel
    nachfrage nachricht nachrichten neuanfang niveau nutzer nähe partner pause phase plan pläne
    position praxis preis preise premiere preview produkt produkte programm projekt projekte
    prämie quellen raum reaktion reaktionen recht regeln region reise rest restday rezept richtung
    ruhe saison schuld serie sicht signal sorge speed spiel spiele sprache standort start stil
    strecke streit struktur studie suche system systeme team teile test texte tipp tipps tod ton
    traum typ umgebung umstand unterstützung ursachen veranstaltung verantwortung verbindung
    verbot verfahren verhalten versagen version versuch video videos vielfalt vormarsch wahl
    wahrheit wandel werk wert werte wirklichkeit wissen wohl zeichen zeitung zielgruppe zugang
    zusammenarbeit zwischenbericht überfall
    """,
    "es": """
    a acuerdo además ahora al algo algún alguna algunas alguno algunos allí ambos año años ante
    anterior antes apenas aquel aquella aquellos aquí así asimismo aun aún aunque ayer bajo bien
    buen buena cabo cada casi caso cierto cinco como cómo con contra cosa cosas cual cuál cuales
    cualquier cuando cuándo cuanto cuatro cuenta da dado dar de debe deben decir dejar del dentro
    desde después día días dice dicen dicho dijo diez donde dónde dos durante e ejemplo el él ella
    ellas ello ellos embargo en encima entonces entre era eran es esa esas ese eso esos esta está
    estaba estado están estar estas este esto estos fin forma fue fuera fueron gran grandes ha
    había habían haber hace hacer hacia han hasta hay haya he hecho hizo hora horas hoy incluso
    indicó informó la las le les lo los luego lugar manera más mayor me medio mejor menor menos
    mes meses mi mientras millones misma mismas mismo mismos momento mucha muchas mucho muchos
    mundo muy nada nadie ni ningún ninguna no nos nosotros nuestra nuestras nuestro nuestros nueva
    nuevas nuevo nuevos nunca o otra otras otro otros para parece parte pasado pero personas poco
    podría podrán poder porque posible primer primera primero primeros próximo pudo pueda puede
    pueden pues que qué quien quién quienes quiere realizar realizó respecto resto sea según
    segundo seis ser será serán si sí sido siempre siendo siete sigue siguiente sin sino sobre
    solo sólo son su sus tal también tampoco tan tanto te tener tenía tendrá tercera tiempo tiene
    tienen toda todas todavía todo todos total tras tres tu tus un una unas uno unos usted va
    vamos van varias varios veces ver vez y ya yo señaló afirmó explicó aseguró agregó semana
    semanas lunes martes miércoles jueves viernes sábado domingo gente vida país enero febrero
    marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ocho nueve once
    doce trece quince veinte treinta cuarenta cincuenta cien ciento mil miles euros
    """,
    "pt": """
    a à acordo afirmou agora ainda alguém algum alguma algumas alguns ali além anos ano antes ao
    aos apenas aquela aquele aqueles aqui as às assim até através bem cada caso cerca cinco com
    como conta contra contudo da dado daquele das de depois desde dessa desse desta deste deve
    devem dia dias disse diz dizer do dois dos duas durante e é ela elas ele eles em embora
    entanto então entre era eram essa essas esse esses esta está estão estar estas estava este
    estes eu fazer faz fez fim foi fora foram forma grande grandes há hoje horas isso isto já la
    lá lhe lhes lo logo lugar maior mais mas me meio melhor menos mês meses mesma mesmo mesmos meu
    meus milhões minha momento muita muitas muito muitos mundo na nada não nas nem nenhum nesta
    neste no nos nós nossa nosso nova novas novo novos num numa nunca o onde ontem os ou outra
    outras outro outros para parte passado pela pelas pelo pelos pessoas pode podem poder pois por
    porque porém pouco primeira primeiro próximo quais qual quando quanto quase quatro que quem
    quer se segundo seis seja sem semana sempre ser será seria seu seus si sido só sob sobre sua
    suas tal também tanto tão te tem têm tempo ter teve tinha toda todas todo todos três tu tudo
    um uma umas uns vai vão várias vários ver vez vezes você vos segunda terça quarta quinta sexta
    sábado domingo feira país vida coisa coisas hora janeiro fevereiro março abril maio junho
    julho agosto setembro outubro novembro dezembro sete oito nove onze doze vinte trinta quarenta
    cem mil milhares euros
    """,
    "it": """
    a abbiamo ad adesso agli ai al alcuna alcune alcuni alcuno alla alle allo allora altra altre
    altri altro anche ancora anni anno appena avere aveva avrà bene caso c che chi ci ciò circa
    col come con cosa cose così cui d da dagli dai dal dalla dalle davanti degli dei del della
    delle dello dentro detto deve di dice dieci dire diversi dopo dove due durante e è ecco ed era
    erano essere fa fare fatto fino fra fu giorni giorno già gli grande grandi ha hanno ho i ieri
    il in infatti insieme invece io l la là lavoro le lei li lo loro lui ma mai meglio meno mentre
    mesi mese mi mila milioni modo molta molte molti molto mondo negli nei nel nella nelle nello
    nessun niente no noi non nostra nostro nulla nuova nuove nuovi nuovo o oggi ogni oltre ora ore
    ormai parte per perché però persone più poco poi possono potrebbe prima primo proprio può
    qualche quale quali quando quanto quasi quattro quella quelle quelli quello questa queste
    questi questo qui quindi resto s sa sarà se secondo sei sempre senza si sia siamo sono sopra
    sotto spiega stata state stati stato stessa stesso su sua sue sugli sui sul sulla sulle suo
    suoi tanto te tempo ti tra tre troppo tu tutta tutte tutti tutto un una uno va vede verso via
    viene volta volte vuole lunedì martedì mercoledì giovedì venerdì sabato domenica settimana
    paese gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre
    dicembre sette otto nove undici dodici venti trenta quaranta cento mille euro
    """,
    "nl": """
    aan aangezien achter af al alle alleen alles als altijd ander andere anderen beide ben bij
    bijna boven buiten daar daarom dan dat de deze die dit doen door drie dus echt een eens eerst
    eerste eigen en er erg ervan gaan gaat geen geweest gewoon ging goed grote haar had hadden heb
    hebben heeft heel hem hen het hier hij hoe hun ik in is ja jaar jaren je kan komen komt kon
    kunnen laatste later liet maar maken maakt meer meest men met mij miljoen minder moet moeten
    mogelijk mijn na naar nadat niet niets nieuwe nieuw nog nu of om omdat onder ons onze ook op
    open over per procent sinds slechts staat te tegen terug tijd tijdens toch toen tot tussen
    twee u uit uur van vanaf vandaag vanuit veel vier volgens voor vooral waar waarin waren was
    wat week weer weken wel welke werd werden wie wil worden wordt zal ze zegt zei zeer zich zien
    zij zijn zo zoals zonder zou zouden dag dagen maand maanden mensen land maandag dinsdag
    woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
    september oktober november december
    """,
    "ru": """
    а без более больше будет будут бы был была были было быть в вам вас ваш весь во вот все всего
    всех всё вы где год года году даже два две день для дня до его ее её если есть еще ещё же за
    здесь и из или им иметь их к как какие какой когда кого которая которого которой которые
    который которых кто лет ли лишь между меня мне много может можно мы на над надо нам нас не
    него нее нет ни них но ну о об однако один одна он она они оно от отметил очень перед по под
    после потом потому почти при про раз с сам самых свое своей своего свои своих себе себя
    сегодня сейчас сказал со сообщил снова сообщает так также такие такой там те тем теперь то
    того тоже той только том тот три тут ты у уже хотя чего чем через что чтобы эта эти этих это
    этого этой этом этот словам я человек время понедельник вторник среда четверг пятница суббота
    воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    """,
}  # fmt: skip
CONNECTORS = frozenset(
    "de du des d la le l les of the del della dei di da do dos das e von van der den zu zur bin ben"
    " al el et y und and für for".split()
)
DETERMINERS = frozenset(
    "the a an this these le la les l un une des du d au aux ce cet cette son sa ses leur leurs"
    " el los las una unos unas al del o os as um uma do da dos das ao no na nos nas il lo gli i uno"
    " dei della delle degli nel nella de het een der die das dem den ein eine einen einem einer"
    .split()
)  # fmt: skip


@lru_cache(maxsize=64)
def common_words(language: str) -> frozenset[str]:
    """The folded common words of a language, given by its ISO 639-1 code; of a language that
    is not known here those of all, for an unknown text may be in any."""
    known = _WORDS.get(language)
    if known is None:
        return frozenset(fold(word) for words in _WORDS.values() for word in words.split())
    return frozenset(map(fold, known.split()))
