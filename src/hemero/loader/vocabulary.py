"""Words that tell who is speaking: the site to its reader, or a picture's credit.

Single words only, whatever their place in a line; phrases are the rule packs' matter. They are
evidence, never a verdict: one such word stands in many an article.
"""

_SITE = """
subscribe subscriber subscribers subscription subscriptions newsletter newsletters cookie cookies
consent login log-in signup sign-up password username account register registered unsubscribe
inbox email e-mail browser javascript click download app comment comments comments. commenting
moderated moderation advertisement advertising advertise sponsored affiliate disclaimer copyright
reserved privacy policy terms trademark trademarks permission permissions reproduction republish
contact donate donation donation. donations membership follow share bookmark website
abonnement abonnements abonné abonnés abonnez abonnez-vous inscrivez inscrivez-vous inscription
connectez connectez-vous connexion navigateur commentaire commentaires cliquez télécharger
confidentialité publicité publicités reproduction rédigé modération modérateurs données compte
abonnieren abonnent abonnenten abonnement abo anmelden anmeldung registrieren registrierung
einloggen passwort nutzungsbedingungen datenschutz datenschutzerklärung datenschutzhinweise
datenschutzbestimmungen kommentar kommentare kommentaren kommentieren browser klick klicken
klicke einwilligung widerruf widerrufen zustimmung zustimmen einverstanden werbung anzeige
anzeigen spende spenden unterstützen urheberrecht urheberrechtlich impressum e-mail-adresse
mailadresse konto herunterladen nutzer inhalte externe externen affiliate-links drittanbieter
personenbezogene personenbezogenen leser leserkommentare redaktion teile folge folgen
suscríbete suscribirse suscripción suscriptor suscriptores boletín correo contraseña regístrate
registro iniciar sesión comentarios comentario navegador publicidad privacidad derechos
reservados compartir haz clic
iscriviti iscrizione abbonati abbonamento accedi registrati commenti commento pubblicità
riservati riservata condividi clicca
assine assinatura assinante inscreva-se cadastre-se comentários comentário publicidade
privacidade direitos clique
subskrypcja prenumerata zaloguj zarejestruj komentarz komentarze komentarzy kliknij reklama
prywatności regulamin zastrzeżone ciasteczka ciasteczek udostępnij
abonneren abonnee abonnees inloggen registreren aanmelden nieuwsbrief reacties reageren klik
privacybeleid voorwaarden
prenumerera prenumerant logga nyhetsbrev kommentarer kommentera klicka
abonner abonnent nyhetsbrev kommentarer klikk
abone üye giriş yorum yorumlar tıklayın reklam çerez çerezler gizlilik
přihlásit přihlášení registrace komentáře diskuse klikněte reklama
подписаться подписка подпишитесь комментарии комментарий регистрация войти реклама нажмите
підписатися підпишіться коментарі реклама
"""
_CREDIT = """
photo photos photograph photographer photographe foto fotos bild bilder bildquelle image images
picture credit credits courtesy getty shutterstock istock reuters afp ap dpa apa epa ansa efe
imago alamy unsplash pexels pixabay wikimedia flickr instagram screenshot illustration grafik
graphic archiv archives archive handout zdjęcie zdjęcia fot foto. fot. photo. © (c) symbolbild
symbolfoto beeld kuva kuvat bilde снимок фото 写真 사진 图 図 keystone keystone-sda maxppp sipa pap
picture-alliance alliance afp/getty file
"""

SITE_WORDS = frozenset(_SITE.split())
CREDIT_WORDS = frozenset(_CREDIT.split())
