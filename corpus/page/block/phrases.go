package block

import (
	"strings"
	"sync"
)

// phrases are what stands in and around articles in many languages without
// being part of them. A line is told by its first words, without case,
// accents kept; the group is what the line is for.
//
//nolint:gochecknoglobals,misspell // a table; many languages
var phraseGroups = [...]string{
	// Lines that lead elsewhere.
	`read more|read also|also read|read next|see also|see more|related|related articles|related stories|related content|related news|related topics|related coverage|more stories|more news|more from|more on this story|more on this|most read|most popular|trending|trending now|recommended|recommended for you|recommended stories|you may also like|you might also like|you may like|you might like|you may be interested in|you may also be interested in|don't miss|up next|next article|previous article|next story|watch|watch now|watch live|listen|learn more|find out more|editors' picks|keep reading|latest news|latest stories|top stories|popular|what to read next|explore more|in this article|in this story|go deeper|further reading|
mehr zum thema|mehr dazu|mehr lesen|lesen sie auch|lesen sie mehr|lesen sie hier|lies auch|auch interessant|das könnte sie auch interessieren|das könnte dich auch interessieren|das könnte ihnen auch gefallen|das könnte dir auch gefallen|passend zum thema|zum thema|weitere artikel|weitere themen|weitere nachrichten|meistgelesen|aus dem archiv|siehe auch|hier lesen|weiterlesen|nächster artikel|vorheriger artikel|ähnliche artikel|verwandte themen|mehr von|
à lire aussi|lire aussi|à lire|lire la suite|à voir aussi|sur le même sujet|pour aller plus loin|vous aimerez aussi|vous pourriez aimer|cela pourrait vous intéresser|les plus lus|articles liés|voir aussi|en savoir plus|plus d'articles|notre dossier|
lea también|lee también|lea además|también lea|te puede interesar|le puede interesar|también te puede interesar|leer más|más información|noticias relacionadas|artículos relacionados|más noticias|más leídas|lo más leído|te recomendamos|te puede gustar|también te puede gustar|quizás te interese|ver también|mira también|sigue leyendo|
leggi anche|leggi di più|leggi tutto|articoli correlati|potrebbe interessarti|ti potrebbe interessare|ti potrebbe piacere|potrebbe piacerti|potrebbero interessarti|per approfondire|i più letti|continua a leggere|guarda anche|
leia também|leia mais|veja também|saiba mais|notícias relacionadas|mais lidas|mais notícias|continue lendo|confira também|relacionadas|você pode gostar|você também pode gostar|talvez você goste|você pode se interessar|pode interessar|
lees ook|lees meer|lees verder|meer nieuws|meer lezen|gerelateerde artikelen|bekijk ook|meest gelezen|
läs också|läs mer|läs även|läs vidare|mest läst|relaterade artiklar|fler artiklar|
les også|les mer|les videre|mest lest|relaterte saker|flere saker|
læs også|læs mere|mest læste|relaterede artikler|
lue myös|lue lisää|lue seuraavaksi|luetuimmat|katso myös|
czytaj także|czytaj też|czytaj więcej|czytaj dalej|zobacz także|zobacz też|przeczytaj także|przeczytaj również|powiązane artykuły|najczęściej czytane|polecamy|więcej na temat|
читайте также|читать далее|читать ещё|смотрите также|по теме|материалы по теме|похожие материалы|ещё по теме|самое читаемое|подробнее|
関連記事|あわせて読みたい|こちらも読む|続きを読む|おすすめ記事|人気記事|ランキング|関連リンク|次の記事|前の記事|
相关阅读|相关新闻|相关文章|延伸阅读|推荐阅读|热门文章|阅读更多|更多新闻|相關新聞|相關文章|延伸閱讀|推薦閱讀|下一篇|上一篇|
اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|اقرأ المزيد|مواضيع ذات صلة|أخبار ذات صلة|شاهد أيضا|المزيد من|الأكثر قراءة|
ilgili haberler|bunlar da ilginizi çekebilir|ayrıca okuyun|devamını oku|daha fazla|en çok okunanlar|önerilen haberler|benzer haberler`,
	// Advertising.
	`advertisement|advertisements|advert|sponsored|sponsored content|story continues below advertisement|article continues below|article continues after|story continues|promoted content|anzeige|werbung|nach der anzeige|publicité|publicidad|publicidade|pubblicità|continua después de la publicidad|continua após a publicidade|annons|annonse|annonce|reklame|reklam|reklama|mainos|advertentie|реклама|広告|広告の後に|广告|廣告|إعلان|اعلان|reklamın ardından`,
	// To share, save, discuss.
	`share|share this|share this article|share on|share via|tweet|print|print this|email|save|copy link|link copied|follow us|follow|comments|leave a comment|leave a reply|view comments|post a comment|join the conversation|report a typo|teilen|artikel teilen|kommentare|kommentieren|merken|drucken|partager|partager sur|commentaires|réagir|imprimer|compartir|comentarios|comparte|condividi|commenta|commenti|compartilhe|compartilhar|comentários|delen|deel|reacties|dela|kommentarer|del|kommentar|jaa|jaa artikkeli|kommentit|udostępnij|komentarze|podziel się|поделиться|комментарии|обсудить|シェア|コメント|分享|评论|評論|مشاركة|شارك|تعليقات|paylaş|yorumlar|yorum yap`,
	// To subscribe, register, agree.
	`sign up|sign up for|subscribe|subscribe now|subscribe to|already a subscriber|log in|sign in|register|register now|create an account|newsletter|get our newsletter|enter your email|support us|donate|become a member|this article is for subscribers|to continue reading|unlimited access|start your free trial|we use cookies|this site uses cookies|this website uses cookies|by continuing|by signing up|by clicking|i agree|accept all|jetzt abonnieren|abonnieren|abo|newsletter abonnieren|jetzt anmelden|anmelden|wir verwenden cookies|wir nutzen cookies|sie haben bereits ein abo|weiterlesen mit|jetzt testen|abonnez-vous|s'abonner|je m'abonne|se connecter|cet article est réservé|déjà abonné|inscrivez-vous|nous utilisons des cookies|suscríbete|regístrate|iniciar sesión|este contenido es exclusivo|ya eres suscriptor|utilizamos cookies|abbonati|iscriviti|accedi|registrati|assine|cadastre-se|entrar|já é assinante|abonneer|word abonnee|inloggen|meld je aan|prenumerera|logga in|bli prenumerant|abonner|bli abonnent|logg inn|log ind|bliv abonnent|tilaa|kirjaudu|oletko jo tilaaja|zaloguj się|subskrybuj|zapisz się|подпишитесь|подписаться|войти|зарегистрируйтесь|ログイン|会員登録|会員限定|有料会員|この記事は有料|登录|注册|订阅|登入|訂閱|اشترك|سجل|تسجيل الدخول|abone ol|giriş yap|üye ol|kaydol`,
	// Who owns, made or shows something.
	`copyright|all rights reserved|this article was originally|originally published|photo|photos|photograph|photo by|photo credit|image|image credit|image source|picture|getty images|source|file photo|alle rechte vorbehalten|foto|fotos|bild|bildquelle|quelle|crédit photo|crédits|tous droits réservés|fotografía|imagen|todos los derechos reservados|fuente|fonte|riproduzione riservata|tutti i diritti riservati|immagine|todos os direitos reservados|imagem|beeld|bron|kuva|zdjęcie|źródło|fot|wszelkie prawa zastrzeżone|фото|источник|все права защищены|写真|画像|出典|版权所有|来源|图|圖|來源|حقوق النشر|جميع الحقوق محفوظة|المصدر|صورة|kaynak|fotoğraf|tüm hakları saklıdır`,
	// Who wrote it and when.
	`by|written by|reporting by|edited by|editing by|published|published on|updated|last updated|last modified|posted|posted on|posted by|about the author|author|min read|von|veröffentlicht|aktualisiert|stand|autor|autorin|par|publié|publié le|mis à jour|modifié|por|publicado|actualizado|atualizado|di|pubblicato|aggiornato|door|gepubliceerd|bijgewerkt|av|publicerad|uppdaterad|publisert|oppdatert|af|udgivet|opdateret|julkaistu|päivitetty|autor|data publikacji|aktualizacja|автор|опубликовано|обновлено|公開|更新|配信|发布|更新于|作者|编辑|責任編輯|责任编辑|發布|记者|كتب|نشر|تحديث|آخر تحديث|yayınlanma|güncelleme|yazar`,
}

// The groups of phrases, from 1.
const (
	groupElsewhere = 1 + iota
	groupAdvert
	groupShare
	groupAccount
	groupNotice
	groupByline
)

// phrases finds the group of a line by its first words.
type phrases map[uint64]uint8

// stopPhrases gives the phrases by their hashes.
//
//nolint:gochecknoglobals // made once, then only read
var stopPhrases = sync.OnceValue(func() phrases {
	set := phrases{}
	for group, list := range phraseGroups {
		for phrase := range strings.SplitSeq(list, "|") {
			t := textureOf(strings.TrimSpace(phrase))
			set[t.fold] = uint8(group + 1)
		}
	}
	return set
})

// of gives the group of the phrase that a line begins with, 0 for none, and
// how many words the phrase has; words is 0 where it is the whole line.
func (set phrases) of(b *Block) (group uint8, words int) {
	if g, ok := set[b.fold]; ok {
		return g, 0
	}
	for n := len(b.prefix); n > 0; n-- {
		if hash := b.prefix[n-1]; hash != 0 {
			if g, ok := set[hash]; ok {
				return g, n
			}
		}
	}
	return 0, 0
}
