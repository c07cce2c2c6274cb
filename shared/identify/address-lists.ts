/** Names of desks and machines, and providers of free mail: our own compilation, kept in one place. */

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Local parts nobody reads. Compared without dots, dashes and underscores. */
export const automaticNames: ReadonlySet<string> = new Set(
  words(`
    noreply noreplies donotreply dontreply nepasrepondre noresponder nichtantworten keineantwort
    naoresponda nonrispondere neodpovidat mailerdaemon postmaster bounce bounces autoreply autoresponder
    automailer mailer notification notifications notify notifier benachrichtigung alert alerts daemon
    root nobody cron system automatic automated wwwdata apache donotrespond
  `),
);

/** Local parts of desks: English, German, French, Spanish, and the commonest of their neighbours. */
export const roleNames: ReadonlySet<string> = new Set(
  words(`
    info infos information informations contact contacts contactus hello hi hallo welcome mail email
    office team admin administrator administration webmaster hostmaster abuse security privacy legal
    compliance sales sale orders order bestellung bestellungen commande commandes pedidos verkauf
    vertrieb ventes vente ventas vendas verkoop verkopen salg myynti purchasing procurement einkauf
    achats compras inkoop support help helpdesk service services customerservice customercare kundenservice
    kundendienst kundenbetreuung serviceclient clients clientes klantenservice soporte ayuda hilfe assistance
    billing invoice invoices invoicing accounting accounts accountspayable accountsreceivable payments
    payroll finance finances buchhaltung rechnung rechnungen rechnungswesen finanzen comptabilite
    facturation facture factures contabilidad facturacion factuur facturen boekhouding hr jobs job careers
    career recruiting recruitment bewerbung bewerbungen personal personalabteilung karriere rh recrutement
    empleo rrhh vacatures marketing press presse prensa media pr news newsletter newsletters events
    event veranstaltungen kommunikation communication comunicacion secretary secretariat sekretariat
    secretaria reception empfang accueil recepcion zentrale direction geschaeftsleitung geschaftsleitung
    management direktion gerencia technik technical tech it dev developers engineering operations ops
    noc dispatch shipping logistics logistik versand logistique livraison envios lager warehouse
    booking bookings reservation reservations reservierung reservas reservierungen feedback enquiries
    enquiry inquiries inquiry anfrage anfragen kontakt contacto contato contatto contatti datenschutz dpo
    dsgvo gdpr rgpd impressum redaktion editor redaction redaccion kasse shop store boutique tienda
    subscribe unsubscribe list listserv majordomo everyone all staff mitarbeiter praxis kanzlei
    partners partner partnerships investors ir export import werkstatt service-center studio hotel
  `),
);

/** Those of them that also stand before a name: Herr, a given name, a greeting, a mailbox of one's own. */
export const ambiguousRoleNames: ReadonlySet<string> = new Set(
  words('hr it pr ir rh dev ops noc dpo mail email hello hi hallo'),
);

/** What stands behind them when a desk is meant. */
export const regionNames: ReadonlySet<string> = new Set(
  words(`
    team desk dept department group global worldwide international emea apac dach amer americas latam
    mena nord sued ost west north south east europe europa asia africa america usa deutschland germany
    austria oesterreich schweiz switzerland suisse france espana italia uk benelux nordics
  `),
);

/** Providers where anybody opens a mailbox: free ones, and the consumer mail of access providers. */
export const freeMailDomains: ReadonlySet<string> = new Set(
  words(`
    gmail.com googlemail.com google.com.au
    outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.jp outlook.co.th outlook.com.br
    outlook.com.ar outlook.com.au outlook.com.tr outlook.at outlook.be outlook.cl outlook.cz outlook.dk
    outlook.hu outlook.ie outlook.in outlook.kr outlook.lv outlook.my outlook.ph outlook.pt outlook.sa
    outlook.sg outlook.sk outlook.co.id outlook.co.il outlook.com.gr outlook.com.vn
    hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.es hotmail.it hotmail.nl hotmail.be hotmail.se
    hotmail.no hotmail.dk hotmail.fi hotmail.ch hotmail.at hotmail.gr hotmail.com.br hotmail.com.ar
    hotmail.com.au hotmail.com.tr hotmail.com.mx hotmail.ca hotmail.cl hotmail.co.jp hotmail.co.th
    hotmail.co.il hotmail.co.kr hotmail.hu hotmail.cz hotmail.sg
    live.com live.co.uk live.de live.fr live.it live.nl live.be live.se live.no live.dk live.fi live.ca
    live.com.au live.com.mx live.com.ar live.com.pt live.cl live.cn live.in live.jp live.at live.ie
    live.co.za livemail.tw msn.com windowslive.com passport.com
    yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.nl yahoo.se yahoo.no yahoo.dk yahoo.ie
    yahoo.at yahoo.gr yahoo.pl yahoo.ro yahoo.ca yahoo.in yahoo.co.in yahoo.co.jp yahoo.co.kr yahoo.co.id
    yahoo.co.nz yahoo.co.th yahoo.co.za yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.cn yahoo.com.co
    yahoo.com.hk yahoo.com.mx yahoo.com.my yahoo.com.pe yahoo.com.ph yahoo.com.sg yahoo.com.tr
    yahoo.com.tw yahoo.com.ve yahoo.com.vn yahoo.cl yahoo.hu yahoo.cz yahoo.be yahoo.pt ymail.com
    rocketmail.com myyahoo.com aol.com aol.co.uk aol.de aol.fr aol.it aim.com netscape.net compuserve.com
    cs.com icloud.com me.com mac.com
    proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tutamail.com tuta.io tuta.com
    keemail.me posteo.de posteo.net posteo.eu mailbox.org fastmail.com fastmail.fm fastmail.net
    fastmail.co.uk fastmail.de sent.com hey.com hushmail.com hush.com disroot.org riseup.net startmail.com
    runbox.com kolabnow.com mailfence.com ctemplar.com countermail.com skiff.com duck.com
    simplelogin.com anonaddy.com relay.firefox.com mozmail.com
    zoho.com zohomail.com zohomail.eu zohomail.in gmx.com gmx.de gmx.net gmx.at gmx.ch gmx.fr gmx.us
    gmx.co.uk gmx.es gmx.eu gmx.org gmx.info web.de email.de mail.de freenet.de t-online.de arcor.de
    online.de onlinehome.de freemail.de vodafone.de vodafonemail.de kabelmail.de unitybox.de o2online.de
    alice.de alice-dsl.net aon.at chello.at a1.net utanet.at inode.at liwest.at kabsi.at bluewin.ch
    sunrise.ch hispeed.ch gmx.li swissonline.ch mail.ch
    orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr cegetel.net club-internet.fr numericable.fr
    bbox.fr aliceadsl.fr voila.fr caramail.com caramail.fr 9online.fr noos.fr
    libero.it virgilio.it alice.it tin.it tim.it tiscali.it tiscalinet.it iol.it inwind.it fastwebnet.it
    email.it poste.it aruba.it blu.it giallo.it supereva.it teletu.it vodafone.it katamail.com
    telefonica.net terra.es ya.com ono.com movistar.es jazzfree.com euskaltel.net correo.com
    sapo.pt iol.pt clix.pt netcabo.pt mail.pt portugalmail.pt telepac.pt
    btinternet.com btopenworld.com bt.com talktalk.net talk21.com sky.com virginmedia.com virgin.net
    ntlworld.com blueyonder.co.uk tiscali.co.uk plusnet.com plus.com o2.co.uk orange.net freeserve.co.uk
    eircom.net
    ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl home.nl xs4all.nl chello.nl tele2.nl
    telfort.nl casema.nl upcmail.nl quicknet.nl zonnet.nl online.nl caiway.nl solcon.nl
    telenet.be skynet.be proximus.be scarlet.be voo.be pandora.be belgacom.net
    luxmail.lu pt.lu internet.lu vo.lu
    telia.com tele2.se comhem.se bredband.net bredband2.com spray.se swipnet.se glocalnet.net passagen.se
    online.no broadpark.no frisurf.no getmail.no start.no lyse.net
    mail.dk jubii.dk stofanet.dk tdcadsl.dk tdc.dk youmail.dk get2net.dk ofir.dk
    suomi24.fi luukku.com elisanet.fi kolumbus.fi saunalahti.fi pp.inet.fi dnainternet.net
    wp.pl o2.pl onet.pl onet.eu interia.pl interia.eu poczta.onet.pl op.pl tlen.pl gazeta.pl poczta.fm
    vp.pl autograf.pl go2.pl amorki.pl buziaczek.pl
    seznam.cz centrum.cz email.cz atlas.cz post.cz volny.cz tiscali.cz quick.cz
    azet.sk centrum.sk post.sk zoznam.sk pobox.sk atlas.sk
    freemail.hu citromail.hu indamail.hu t-online.hu vipmail.hu upcmail.hu
    abv.bg mail.bg dir.bg siol.net volja.net email.si net.hr inet.hr zg.htnet.hr vip.hr
    otenet.gr hol.gr forthnet.gr in.gr freemail.gr mailbox.gr pathfinder.gr
    inbox.lv apollo.lv one.lv mail.ee hot.ee online.ee one.lt takas.lt centras.lt
    mail.ru bk.ru list.ru inbox.ru internet.ru xmail.ru yandex.ru yandex.com yandex.ua yandex.by yandex.kz ya.ru
    narod.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru km.ru pochta.ru hotbox.ru nm.ru
    ukr.net i.ua bigmir.net meta.ua online.ua email.ua tut.by mail.by mail.kz
    mynet.com superonline.com ttmail.com turk.net windowslive.com.tr
    walla.com walla.co.il netvision.net.il 012.net.il bezeqint.net zahav.net.il nana10.co.il
    maktoob.com emirates.net.ae
    rediffmail.com rediff.com sify.com indiatimes.com in.com vsnl.net vsnl.com bsnl.in
    qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net sina.com sina.cn vip.sina.com sohu.com
    tom.com 21cn.com 139.com 189.cn wo.cn aliyun.com 263.net eyou.com
    naver.com hanmail.net daum.net nate.com kakao.com hanmir.com korea.com empas.com paran.com dreamwiz.com
    docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp ybb.ne.jp nifty.com nifty.ne.jp
    biglobe.ne.jp so-net.ne.jp ocn.ne.jp excite.co.jp goo.jp mail.goo.ne.jp infoseek.jp livedoor.com
    hinet.net pchome.com.tw seed.net.tw url.com.tw yam.com netvigator.com hkstar.com
    singnet.com.sg pacific.net.sg starhub.net.sg tm.net.my streamyx.com
    bigpond.com bigpond.net.au optusnet.com.au iinet.net.au westnet.com.au tpg.com.au internode.on.net
    dodo.com.au ozemail.com.au adam.com.au aapt.net.au xtra.co.nz slingshot.co.nz paradise.net.nz
    clear.net.nz ihug.co.nz orcon.net.nz vodafone.co.nz inspire.net.nz
    webmail.co.za mweb.co.za telkomsa.net vodamail.co.za iafrica.com absamail.co.za
    uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com zipmail.com.br oi.com.br
    superig.com.br click21.com.br
    fibertel.com.ar arnet.com.ar ciudad.com.ar speedy.com.ar uolsinectis.com.ar prodigy.net.mx
    terra.cl vtr.net entelchile.net une.net.co etb.net.co cantv.net
    comcast.net xfinity.com verizon.net att.net sbcglobal.net bellsouth.net ameritech.net pacbell.net
    swbell.net flash.net prodigy.net snet.net wans.net nvbell.net cox.net charter.net spectrum.net
    rr.com roadrunner.com twc.com brighthouse.com earthlink.net mindspring.com juno.com netzero.net
    netzero.com peoplepc.com frontier.com frontiernet.net windstream.net centurylink.net centurytel.net
    embarqmail.com q.com qwest.net optonline.net optimum.net suddenlink.net cableone.net mediacombb.net
    insightbb.com adelphia.net hughes.net wildblue.net zoominternet.net tds.net gci.net ptd.net
    lycos.com excite.com usa.net usa.com inbox.com mail.com email.com consultant.com post.com europe.com
    myself.com iname.com writeme.com engineer.com techie.com dr.com doctor.com lawyer.com accountant.com
    rogers.com shaw.ca telus.net sympatico.ca bell.net videotron.ca cogeco.ca eastlink.ca sasktel.net
    mts.net nb.sympatico.ca ns.sympatico.ca
    gawab.com lavabit.com hotmail.ru bigfoot.com bluemail.ch safe-mail.net mailinator.com guerrillamail.com
    yopmail.com trashmail.com 10minutemail.com
  `),
);
