/** An invented person: first name, last name and the local part of an e-mail address. */
export type PersonName = readonly [firstName: string, lastName: string, mailName: string];

export const people: readonly PersonName[] = [
  ["Łukasz", "Wiśniewski", "lukasz.wisniewski"],
  ["Søren", "Østergård", "soren.ostergard"],
  ["Jürgen", "Großmann", "juergen.grossmann"],
  ["Siobhán", "O'Rourke-Ní Dhálaigh", "siobhan.orourke"],
  ["美咲", "山本", "misaki.yamamoto"],
  ["María José", "Núñez de la Peña", "mariajose.nunez"],
  ["Zeynep", "Çağlayan", "zeynep.caglayan"],
  ["Ngọc Ánh", "Trần", "ngocanh.tran"],
  ["Noor", "van den Heuvel", "noor.vandenheuvel"],
  ["François", "Lefèbvre-Châtelain", "francois.lefebvre"],
  ["Þórdís", "Guðmundsdóttir", "thordis.gudmundsdottir"],
  ["Kateřina", "Dvořáčková", "katerina.dvorackova"],
  ["지우", "김", "jiwoo.kim"],
  ["Oluwaseun", "Adébáyọ̀", "seun.adebayo"],
  ["Ștefania", "Țăranu", "stefania.taranu"],
  ["João", "Gonçalves Simões", "joao.simoes"],
  ["Aoife", "Mac Giolla Bhríde", "aoife.macgiolla"],
  ["Nikolaï", "D'Aurélien", "nikolai.daurelien"],
  ["Ágnes", "Szűcs-Kővári", "agnes.szucs"],
  ["伟", "欧阳", "wei.ouyang"],
  ["Bjørg", "Tvedt-Håkonsen", "bjorg.tvedt"],
  ["Đorđe", "Živković", "djordje.zivkovic"],
  ["Amina", "El-Khouri", "amina.elkhouri"],
  ["Ülle", "Põldmäe", "ulle.poldmae"],
  ["Rūta", "Žemaitytė", "ruta.zemaityte"],
  ["Līga", "Bērziņa", "liga.berzina"],
  ["Γιώργος", "Παπαδόπουλος", "giorgos.papadopoulos"],
  ["Олена", "Шевчук", "olena.shevchuk"],
  ["Priya", "Venkatasubramanian", "priya.venkat"],
  ["Ximena", "Ibáñez Ordóñez", "ximena.ibanez"],
  ["Maximilian", "Freiherr von Weißenfels", "max.weissenfels"],
  ["Chiara", "Dell'Acqua", "chiara.dellacqua"],
  ["Elif", "Işık", "elif.isik"],
  ["Tomáš", "Hruška", "tomas.hruska"],
  ["Mbali", "Ngcobo", "mbali.ngcobo"],
  ["Saoirse", "Fitzgerald", "saoirse.fitzgerald"],
  ["Hoàng", "Lê", "hoang.le"],
  ["Ingrid", "Sjöström", "ingrid.sjostrom"],
  ["Malik", "Al-Rashīd", "malik.alrashid"],
  ["Anneke", "IJsselstein", "anneke.ijsselstein"],
  ["Thérèse", "Beaulieu-Saint-Exupère", "therese.beaulieu"],
  ["Jānis", "Kalniņš", "janis.kalnins"],
  ["さくら", "佐々木", "sakura.sasaki"],
  ["Ewelina", "Brzęczyszczykiewicz", "ewelina.brz"],
  ["Kwabena", "Owusu-Ansah", "kwabena.owusu"],
  ["Mátyás", "Kisfaludy", "matyas.kisfaludy"],
  ["Isabella", "Cavalcante", "isabella.cavalcante"],
  ["Håvard", "Nygård", "havard.nygard"],
];

export const jobNames = [
  "Data Analyst",
  "Site Reliability Engineer",
  "Customer Success Manager",
  "Payroll Specialist",
  "UX Researcher",
  "Warehouse Team Lead",
  "Account Executive, DACH",
  "Ingénieur·e logiciel",
] as const;

export const employmentTypes = ["Full-time", "Part-time", "Contractor"] as const;

/** The element at a position, counted round and round. */
export function cyclic<T>(list: readonly T[], position: number): T {
  const element = list[position % list.length];
  if (element === undefined) throw new Error("An empty list has no elements.");
  return element;
}
