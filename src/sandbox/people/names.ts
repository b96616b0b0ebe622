// Invented people get a first and a last name at random from these lists, so that no combination means anybody.

export const FIRST_NAMES = `
Aaliyah Aaron Abena Abigail Adaeze Adam Adebayo Aditi Adrian Agnieszka Ahmed Aisha Aiko Akua Alan Alasdair Aled
Alejandro Alexandra Alice Alina Alison Amara Amelia Amina Amit Amy Ana Anders Andrea Andrew Aneesa Angela Angharad
Anita Anna Anthony Antonia Anwen Aoife Arjun Arthur Asha Astrid Ayesha Babatunde Barbara Beatriz Ben Bethan Bhavna
Bilal Bogdan Brendan Bronwen Bushra Caitlin Callum Camille Carlos Carol Caroline Catherine Catriona Ceri Chandra
Charlotte Chen Chiara Chidi Chinwe Chloe Christopher Ciara Claire Colin Connor Craig Cristina Dafydd Dalia Damilola
Daniel Daniela David Dawn Deborah Deepak Delroy Denise Derek Devi Diana Dilys Dimitri Dominic Donna Dorota Douglas
Duncan Edward Efua Eilidh Ekaterina Elaine Eleanor Elena Elif Elizabeth Ellen Emeka Emily Emma Eoin Erin Esther
Ethan Eva Ewan Ezinne Farah Fatima Femi Fergus Fiona Florence Folasade Frances Francesca Frank Gabriela Gareth
Gavin Gemma George Georgina Geraint Gita Giulia Glen Grace Graham Greta Gurpreet Gwen Habib Hamish Hana Hannah
Harjit Harold Harriet Hassan Heather Hector Helen Helga Henry Hilary Hiroshi Hugh Ian Ibrahim Ife Ilona Imogen
Imran Indira Ines Ioan Irene Isabel Isla Ivan Jack Jacek Jacqueline Jamal James Jane Janet Jasmine Jaspreet Javier
Jean Jennifer Jerome Jessica Jia Joan Joanna Joel John Jonathan Jorge Joseph Joyce Juan Judith Julia Julian Kaja
Kamal Karen Karim Kate Katarzyna Kavita Keith Kemi Kenneth Kerry Kevin Khadija Kieran Kirsty Kofi Krishna Kwame
Lakshmi Lara Laura Layla Leah Leila Lena Leon Lesley Lewis Liam Lina Lindsay Lisa Lorna Louise Lucia Lucy Luke
Lynn Maeve Magda Mahmoud Malcolm Malik Mandeep Manuel Marcus Margaret Maria Mariam Marie Marina Mark Marta Martin
Mary Matthew Maureen Mei Mercy Meera Michael Michelle Miguel Milan Miriam Mohammed Moira Mona Monika Morag Morwenna
Moses Muhammad Myra Nadia Naomi Narinder Nasreen Natalia Neil Ngozi Niamh Nicholas Nicola Nigel Nikolai Nina Noah
Nora Norman Nkechi Obinna Olga Olivia Olu Omar Oscar Owen Pamela Parveen Patricia Patrick Paul Pauline Pavel Pedro
Peter Philip Philippa Phoebe Pierre Piotr Poppy Pradeep Priya Rachel Radha Rafael Rahul Raj Ravi Rebecca Rehana
Rhian Rhys Richard Rina Robert Roberto Rohan Rosa Rosemary Ross Rowena Roya Russell Ruth Ryan Saba Sabrina Sadia
Sakura Salma Samantha Samir Samuel Sandra Sanjay Sara Saskia Scott Sean Selina Shabana Shanice Sharon Shirin Shona
Sian Simon Sinead Siobhan Sofia Sonia Stefan Stella Stephen Stuart Sukhdeep Sunita Susan Svetlana Syed Tamara
Tamsin Tanya Tara Tariq Tegan Temitope Teresa Thandiwe Theo Thomas Tiago Tunde Usha Uzma Valerie Vanessa Veronica
Victor Vijay Vikram Vincent Walter Wei Wendy William Winston Xin Yasmin Yetunde Yolanda Yusuf Yvonne Zahra Zainab
Zara Zofia Zoe Zubair
`
  .trim()
  .split(/\s+/);

export const LAST_NAMES = `
Abara Abbott Abdi Abdullah Acheampong Adams Addo Adeyemi Afzal Agarwal Ahmad Ainsworth Akhtar Akintola Albrecht
Alexander Ali Allen Alvarez Amoah Anand Anderson Andrews Antoniou Appiah Archer Armstrong Arnold Ashcroft Ashraf
Asante Atkins Atkinson Austin Awan Aziz Bailey Baker Balogun Banerjee Banks Barker Barlow Barnes Barrett Barron
Bates Baxter Beaumont Begum Bell Bennett Bernard Berry Bhatt Bianchi Birch Bishop Black Blackwood Blair Blake Boateng
Bolton Booth Bose Bowen Bradley Brady Brennan Briggs Brooks Brown Bryant Buchanan Burke Burns Burton Butler Byrne
Caldwell Cameron Campbell Carr Carroll Carter Cartwright Castillo Chambers Chan Chandra Chang Chapman Chaudhry Chen
Cheung Chopra Chowdhury Christie Clark Clarke Clayton Cohen Cole Coleman Collins Conway Cook Cooke Cooper Costa Cox
Craig Crawford Cruz Cunningham Curtis Dalton Daly Daniels Das Davidson Davies Davis Dawson Dean Dempsey Desai Dhillon
Diallo Diaz Dickson Dixon Dobson Doherty Donaldson Donnelly Douglas Doyle Drummond Dubois Duffy Duncan Dunn Edwards
Ekwueme Elliott Ellis Evans Farah Farrell Faulkner Ferguson Fernandes Fernandez Ferreira Finch Fischer Fisher
Fitzgerald Fleming Fletcher Flynn Forbes Ford Forster Foster Fowler Fox Francis Fraser Freeman French Fuller Gallagher
Garcia Gardner Garner Ghosh Gibson Gilbert Gill Glover Gomez Goddard Goodwin Gordon Graham Grant Gray Green Greene
Greenwood Griffiths Gunn Gupta Guzman Haddad Hall Hamilton Hammond Hancock Hanif Hansen Harding Harper Harris Harrison
Hart Hartley Harvey Hashimoto Hassan Hawkins Hayes Haynes Henderson Henry Hernandez Hewitt Hicks Higgins Hill Ho
Hobbs Hodgson Hoffmann Holden Holland Holmes Holt Hopkins Horton Houghton Howard Howe Howell Hudson Hughes Hunt Hunter
Hussain Hutchinson Ibrahim Igwe Iqbal Islam Ito Iyer Jackson Jain James Jansen Jarvis Jenkins Jennings Jensen John
Johnson Johnston Jones Jordan Joseph Joshi Kapoor Kaur Kavanagh Kaya Keane Kelly Kemp Kennedy Kent Kerr Khalil Khan
Khanna Kim King Kirby Knight Knowles Kovacs Kowalski Kulkarni Kumar Kwarteng Lal Lam Lamb Lambert Lane Larsen Lau
Lawal Lawrence Lawson Leach Lee Leonard Leung Levy Lewis Li Lin Lindsay Little Liu Lloyd Lopez Lowe Lucas Lynch Lyons
MacDonald Mackay Mackenzie Maclean Maguire Mahmood Malik Mann Manning Mansfield Marsh Marshall Martin Martinez Mason
Matthews Maxwell May McAllister McBride McCarthy McCormack McDermott McGrath McGregor McIntyre McKenna McLaughlin
McMillan Mehta Mendes Mensah Meyer Miah Middleton Miller Mills Mirza Mistry Mitchell Mohamed Molina Moore Moran
Moreau Morgan Morris Morrison Moss Moyo Mukherjee Mueller Murphy Murray Mwangi Nair Nakamura Nash Ncube Nelson Newton
Nguyen Nicholls Nicholson Nkosi Noble Nolan Norris Novak Nowak Nwosu Obi OBrien OConnor Odell Ogden Okafor Okeke
Okonkwo Oliver ONeill Onyango Osborne Osei Osman Owen Owens Owusu Palmer Papadopoulos Park Parker Parkin Parmar
Parsons Patel Paterson Pathak Patterson Payne Pearce Pearson Pereira Perera Perkins Perry Petrov Phillips Pillai
Popescu Porter Potter Powell Pratt Preston Price Pritchard Qureshi Radford Rahman Ramos Ramsay Rana Randhawa Rao
Rashid Read Reddy Reed Rees Reid Reilly Reynolds Rhodes Ricci Rice Richards Richardson Riley Rivera Roberts Robertson
Robinson Rodrigues Rogers Romero Rose Ross Rossi Rowe Rowland Roy Russell Ryan Sadiq Saeed Saleh Sanders Sandhu Santos
Sato Saunders Savage Schmidt Schneider Scott Sen Shah Shaikh Sharma Sharp Shaw Sheikh Shepherd Sheridan Short Siddiqui
Silva Simmons Simpson Sinclair Singh Skinner Slater Smart Smith Soares Sokolov Solanki Sousa Spencer Stanley Steele
Stephens Stevens Stevenson Stewart Stone Strong Stuart Suleiman Sullivan Summers Sutherland Sutton Suzuki Swift Syed
Takahashi Tan Tanaka Tang Taylor Temple Thapa Thomas Thompson Thomson Thornton Tiwari Todd Torres Townsend Tran
Tucker Turnbull Turner Uddin Underwood Usman Varma Vaughan Vega Verma Virk Wade Walker Wallace Walsh Walters Wang
Ward Warner Warren Waters Watkins Watson Watt Webb Weber Webster Wells West Wheeler Whelan White Whitehead Whittaker
Wilkins Wilkinson Williams Williamson Willis Wilson Wong Wood Woods Woodward Wright Wu Yamamoto Yang Yates Yilmaz
York Young Yusuf Zaman Zhang Zhou Zimmermann
`
  .trim()
  .split(/\s+/)
  .map((name) => name.replace(/^O(?=[A-Z])/, 'O’'));
