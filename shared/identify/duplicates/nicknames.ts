/**
 * Short and familiar forms of given names, each line one group: whoever is called by one of them may be written
 * down by another. Folded as `plain()` folds. A form may stand in several groups ("alex", "toni").
 */
const groups = `
abigail abby abbie gail
albert al bert bertl albrecht
alexander alex sandro sascha xander sandy lex alessandro alexandre alejandro aleksander aleksandr
alexandra alex sandra sascha sandy lexi alessandra aleksandra
alfred alf fred fredi freddy alfredo
andreas andi andy andre andrew drew andrea anders andrei andrej andrzej
angela angie angelika geli angelique
anna anne ann annie anni anja anita annika hanna hannah ana nina
anneliese liesl liese anneliesl
anthony tony antony toni anton antonio antoine
antonia toni tonia antoinette
arthur art artur arturo
august gustl augustin augusto
barbara babs barb barbie babsi bärbel barbla
beatrice bea beatrix trixi trix
benjamin ben benny benni benji
bernhard bernd bernie bernard hardy
bertha berta bertl
brigitte gitti gitte bridget biggi birgit
carl karl charles charlie chuck carlos carlo charly karel karol
carolin caroline carola caro karoline carolyn carrie karolina lina
catherine kate katie cathy kathy katharina kathi kathrin katrin katarina katherine kathleen cate kati karin kitty catarina caterina
cecilia cilli cilly cecily celia
charlotte lotte lotti charly lottie charlie carlotta
christian chris christl krischan kristian
christina chris christine tina christel christl chrissi kristina kristin christa kirsten
christoph chris christopher stoffl kit topher kristof cristobal
claudia claudi klaudia
clemens klemens clem clement
cornelia conny nele nelly corny
cornelius conny neil
daniel dan danny dani daniele
daniela dani danielle
david dave davy davide
deborah deb debbie debra
dennis denny denis
dietmar didi dietrich dieter
dominik dom nick domi dominic dominique
dorothea dora dorothy doro dorli thea dolly dot
edith edie edita
eduard edi edward eddie ed ted teddy ned eddy edoardo eduardo
eleonore nora ellie eleanor leonore nell ella lore
elisabeth lisa liz lizzie elsa else lisi lisl sissi betty beth betti eliza elizabeth bess lilly lili elise elisa elsbeth ilse lisbeth elspeth isabel isabella
emil emilio emile
emily em emmy emilia emilie milli
erich eric erik ric
ernst ernie ernesto ernest
eugen eugene gene eugenio
eva evi eve evita
felix felice
ferdinand ferdi ferdl nand fernando
florian flo flori flor
frances fran fanny francesca franziska franzi sissi cissy francisca fanni frannie
frank franky francis franco
franz francis frank francesco francisco francois frans frantisek ferenc franjo paco
friedrich fritz fred frederick freddy frederic friedl fredrik rick federico
gabriel gabe gabi gabriele
gabriele gabi gaby gabriela gabrielle
georg george schorsch jörg jürgen giorgio jorge georges jiri jerzy juri
gerald gerry jerry gerd gerold
gerhard gerd hardi gert gerard gerardo
gertrud trude trudi gerti gertrude traudl
gottfried friedl geoffrey godfrey
gregor greg grisha gregory gregorio
gudrun gudi
günther günter gunter
gustav gustl gus gustavo gustaf
harald harry harold haris
hedwig hedi hedda
heinrich heinz heiner henry hinnerk hein harry enrico enrique henri henrik hal hank
helene helen leni lena ellen hella helena elena ilona nell
helga helli
helmut helmi hellmut
henriette jette henny harriet hattie etta
herbert herb bert heribert berti
hermann herman armin
hildegard hilde hilda
hubert hubsi bertl
ignaz naz ignacio igor ignatius
ingeborg inge inga
irene irena reni
isabella isa bella isabel isabelle
jacob jakob jake jack jockel jacques james jim jimmy diego jaime giacomo
jacqueline jackie jacky
james jim jimmy jamie jem
janet jan jane johanna joan jeanne jean giovanna jenny janina
jennifer jen jenny jenni
jessica jess jessie jessi
joachim jochen achim jo joaquin
johann hans john hannes jan johannes jean juan giovanni ivan ian sean jack johnny hansi jonny janos
johanna hanna hanni joan jo hannah joanna
jonathan jon jonny jonas nathan
josef joseph joe joey sepp pepi peppi josip jose giuseppe beppe pepe jo jozef
josefine josephine josie fini pepi josefa sefa jo
judith judy judi
julia julie jule juli giulia
julian jules juli julien giuliano
julius jules julio giulio
karl karli carl charly
kenneth ken kenny
klaus claus nikolaus niklas nick nicholas nicolas nico niki nicola nicolo klas
konrad kurt conny conrad radl
konstantin tino stan kosta costa constantin constantine
kristof chris
lawrence larry lorenz laurence lenz laurent lorenzo lars laurin
leonhard leo hartl leon leonard lenny len leonardo
leopold leo poldi poldl
lisa lisi elisa
ludwig lutz luis louis wiggerl lewis lou luigi ludovic lui
lukas luke luki luca lucas luc lukasz
magdalena magda leni lena lene madeleine maddie madeline
manfred fred manni fredi mandi
manuel manni emanuel immanuel manolo
manuela ela manu
marcel marcello
margarete grete gretl margret margaret maggie peggy meg marge margot greta rita margit gitta gretchen marguerite margarita margherita megan daisy madge
maria mary mia mitzi marie ria mizzi molly polly mariele marija marianne may
marianne nanni
markus marc mark marco marcus marek marcos
martin marty martino
martina tina
matthew matt matthias matze mat hias hiasl mattias matteo mathew matthieu mateo mateusz mathias
maximilian max maxi massimo maxim
melanie mel melli meli
michael mike mick micky michi michl mickey michel miguel michele misha mikael mikhail mischa michal mihail
michaela michi michelle ela micha micaela michele
monika moni monica mona monique
natalie nat natalia natascha natasha nathalie
nathaniel nat nate nathan
nicole nicki nicola niki nikki nicoletta
norbert bert norbi
oliver olli ollie noll olivier
oskar oscar ossi
oswald ossi ozzie
otto ottokar
pamela pam
patricia pat patty trish tricia patti patrizia
patrick pat paddy rick patrik patrizio
paul pauli paolo pablo pavel
pauline paula paulina
peter pete petzi pit pedro pietro pierre piotr petr pjotr per
petra petzi
philipp phil lipp pip flip philip philippe felipe filippo
rebecca becky becca rebekka bekki
regina gina reggie regine
reinhard hardy reini reinhold rainer
renate reni nate renata
richard dick rick richie richi rich ricky ricardo riccardo
robert bob rob bobby robbie robin bert robi roberto rupert
roland rolf rolli rolando orlando
rosa rosi rosalie rose rosina rosie rosemarie rosemary
rudolf rudi rolf rudolph rudy raoul rodolfo
ruprecht rupert rup
samuel sam sammy sammi
samantha sam sammy
sebastian basti seb bastian wastl sebastien
siegfried sigi siggi
sieglinde sigi linde
silvia silvi sylvia sylvie
simon simi simone
simone moni simona
sophia sophie sofie sofia sonja zofia
stefan steffen steve stephan stephen steven stefano stefl etienne esteban istvan szczepan stepan
stefanie steffi stephanie stefania stef
susanne susi sue susan suse sanna susie suzanne susanna suzy zuzana susana
tamara tami mara
teodor theodor theo ted teddy theodore
theresa resi tess terry teresa therese tessa reserl
thomas tom tommy tomi tomas tommaso
timotheus tim timothy timmy timo
tobias tobi toby tobie
ulrich uli ulli ulrik
ulrike uli ulli ulrika rike rikki
ursula uschi uli ursel ulla
valentin vali tino valentino
valerie val vali valeria
veronika vroni vera veronica ronni moni
victor vic viktor vittorio
victoria vicky vicki tori viktoria vittoria
vincent vinzenz vince vinnie zenz vin vincenzo
walter walt wally waldi gualtiero
werner verner
wilhelm will willi willy wim helmut william bill billy liam guillermo guillaume guglielmo vilem
wilhelmine minna mina wilma minni
wolfgang wolf wolfi wolferl
zacharias zach zack zachary
`;

const groupsOf = new Map<string, number[]>();
for (const [group, line] of groups.trim().split('\n').entries()) {
  for (const form of line.normalize('NFKD').replace(/\p{M}/gu, '').split(' ')) {
    groupsOf.set(form, [...(groupsOf.get(form) ?? []), group]);
  }
}

/** Whether one given name is a short, familiar or foreign form of the other; both folded. */
export function isSameGivenName(one: string, other: string): boolean {
  if (one === other) return true;
  const there = groupsOf.get(other);
  return groupsOf.get(one)?.some((group) => there?.includes(group)) ?? false;
}

/** One form for all of a group, so that they meet under one key: the first of the first group it stands in. */
export function fullForm(given: string): string {
  const group = groupsOf.get(given)?.[0];
  return group === undefined ? given : `${group}`;
}
