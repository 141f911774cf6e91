-- Registration of 1. Shop & *stock*
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: The migration is registered with these specs and this plan.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'ai-management',
        'is not registered with these specs and this plan'
    WHERE NOT EXISTS (
        SELECT
        FROM migration.migration AS m
        WHERE m.name = 'ai-management'
            AND m.spec_hash = 'a2b4d6e19f504f72878c637588cffd34d8db707749e2dada6a63ef8715f10a7e'
            AND m.plan_hash = 'ecfb979465cea4b63c41c6203b387441a6691cdc0cb31b6f4226dca400e7599c'
    )
) AS found (object, problem);

--: Exactly the steps of the specs are registered, in their order.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        coalesce(wanted.step, s.step),
        CASE
            WHEN s.step IS NULL THEN 'is not registered'
            WHEN wanted.step IS NULL THEN 'is registered, but no spec has it'
            ELSE 'is registered with other content or in another place'
        END
    FROM (
        VALUES
            (
                'contract.ledger', 'planned', 55,
                '4d040802b9bc10f24d502268bc64f819376ba9f3f04e8e27599792d07db077cf',
                '7646f23c81e7f48a414f365942f4a05521a1bcdac309604ad3b9da88b988fe5d',
                NULL
            ),
            (
                'contract.orders', 'planned', 56,
                'ccddd02f4eea8db07c8b43460463a83174f549bd5b3465f036f47191fa547c5b',
                'b803d1bc4b983b1648e1d8340f5925ba073efb7efe7c56fc49a1166771ed9e56',
                NULL
            ),
            (
                'contract.parcels', 'planned', 57,
                '775f418a09ad0c1ec8b14e4cfcf8974ad97f403c2a9139940cfa125282bf6614',
                '9e4cabdbb5f87964b4c6a88989c827e2a6a5d6ba73ace9760ed6abe086210048',
                NULL
            ),
            (
                'contract.stock', 'planned', 58,
                'd621d59ac131e1b6f331d207edc21d3b56b7511792b43c26e92994800e8458c2',
                'd3fae7847942740a2d40e70ab6828eca53dd2bfb3aae050aef89af58c92186d9',
                NULL
            ),
            (
                'schemas.ai-management', 'expanded', 61,
                'cbc9b6207685509fae0bbc8d5eae8de881b7638cc2096733b30bd40a0951ed59',
                '66515299ea6ef452d097d2540b39454ffaa51d874ae43b591ffffb00732e925f',
                NULL
            ),
            (
                'table.customers', 'expanded', 62,
                '6ec984ac1ed7977ec50871f81ae57e9ad6922d419676f51b154279cd3ab824ee',
                '4e021cfe7446455694f8f6c5717b407e1b73e9ba65d665eba1e72e906b9aa7d2',
                NULL
            ),
            (
                'table.places', 'expanded', 63,
                '9d355919a7df7fe75b4e79c24c7bbb4a155fa11f607a214a6f1c597ba71c4ab7',
                '36193de9405f1be270692b1178c255b6804363c772dd34028e97ed41594e6b14',
                NULL
            ),
            (
                'table.purchases', 'expanded', 64,
                'fe27b2b644f1b502615d65f90e3295872f7ec3b0e07c3dc846d752265674df70',
                '31f6274cd85e7dfbc03a7ab723d061a4d14dcd79099e4c839fe37c1a800d4e8c',
                NULL
            ),
            (
                'table.shelves', 'expanded', 65,
                'ee9ded9ea3e0893b16c346303d28b318f4ad233d9b7602062729705e3efccb6e',
                '1fd1f62c5abc13ca1d27745613b18e1308c3b87b0e0ad0c08f172c50ba7f8634',
                NULL
            ),
            (
                'table.shipments', 'expanded', 66,
                'c1bdb2e15852c427d9b7ec9a8edc34d01af0024ddcce3763ac18af4403f12798',
                '6ee8baf7c4e89e75ef0ba82f049559985ed29d071ced549bdf233984106d6688',
                NULL
            ),
            (
                'partitions.shipments', 'expanded', 67,
                '992634577547bd6ff74ff5f7f8fc85be2b8540f2867aa804477e56f05b3d8d20',
                'ce81cab8960c4a8fdaa4e18881acbe7a7a2221d96ff861ed80afde5bbeda3b39',
                NULL
            ),
            (
                'mapping.orders', 'expanded', 68,
                '0846b33d9d5206debe306801c6f3f7abb84c7813009504fd84e02af1333ba069',
                'e2573eaaa8cbdc2c837d4ba6c484166dcbd4dfa06e5b07c0e84cb7e1359797f0',
                'orders'
            ),
            (
                'mapping.parcels', 'expanded', 69,
                'dc63bd918c95253c75876a3e42829c20d7aeba5d283b4e8642c4110c858e0527',
                'ea58ae8dfcb45a61fe317a6053c52022d9306ee9423b2f2e1e88fe82ebaefa84',
                'orders'
            ),
            (
                'mapping.stock', 'expanded', 70,
                '3c69f9441cd6cb4407f12874d12f50fb3b04af9f7fae8c30581e7fb3e67bee26',
                '2f32d3aa8083e2ff9a6669b41af4529b3a4baf5fecc0313942f126bd48d8ad19',
                'stock'
            ),
            (
                'fence.orders', 'expanded', 71,
                'b75fca894c41b2e0851cf521ddd928fc68bfe0de76a136164edb5ecbd97669f0',
                '4556bd63dea5b856b094d8aa69dfa3d9d38ef8758165d44474bd1925b9f4bcc5',
                'orders'
            ),
            (
                'fence.parcels', 'expanded', 72,
                'e791c06499e880cd8a0da2a9ef49fa00e5e0c9d9c784bcc290b46153baa30439',
                '85cbe8e15d614e4cdbfb1ccf07702210d5f904e49ee9f6f4ccdda5a2d65822c8',
                'orders'
            ),
            (
                'fence.stock', 'expanded', 73,
                '1b5cafe043703f006bf4d0acdad938289c43ddb5cf65a9a269e434f09a435ca2',
                '3c32ec6fd97ae54c325ecf86db738f4d64abad517385f8a8630f76f2f99e62c2',
                'stock'
            ),
            (
                'looked_up.orders', 'capturing', 74,
                'e6ec1ac82cc6ae374f5f9149747c94343bee7ce54071dc0b90ae8ebc33d31562',
                'ff5fb2e50063d672d4218711fc8c0155185c9bb81e4dee5dee0b8cd483d784aa',
                'orders'
            ),
            (
                'looked_up.stock', 'capturing', 75,
                'b66552e2aa2b6e5864a0ae7f72db2e42d93f07115ca21346395fa785ed520ac1',
                '9c542d20fb1cc9eec950797a9972b2b76d26fd59e68c4e6138b5cb7b1de9573e',
                'stock'
            ),
            (
                'bring.orders', 'capturing', 76,
                'c01dbd092a3f5278a3094f67deefd42454a8746486d955bc312a237463c394b4',
                'fc96c418718cce2687aa255d0426840725d65cb3133d3eb465c09fb4bc8707f4',
                'orders'
            ),
            (
                'bring.parcels', 'capturing', 77,
                'ae7fb6f1943fd0be31ddd80b5fda32a6cde06177c70a4f7cf0d0ab4b1c8fe3f4',
                '2bf053862cf5b9cdc9fde22c1929538e8bfe1b417c81e0b270a8175f41cee413',
                'orders'
            ),
            (
                'bring.stock', 'capturing', 78,
                'e8ea3dafd5b09133a17c482d564753e3c89ff58e1cc11b71bcbfb89446be9e4f',
                '3fafaf9d9941a345f6ba76cf3d727a08827b21065b9ae99ce6aae71bb65c91a1',
                'stock'
            ),
            (
                'capture.orders', 'capturing', 79,
                'abff79c246dc4f290dafb070781fb193da3bd8d0c32d68c54a5d2b9cf4351924',
                '426496e83cd0b0e70d25f928ba4506a239c2af87ec9708750e72b41e84d0a3ed',
                'orders'
            ),
            (
                'capture.parcels', 'capturing', 80,
                '4d835be8e87fef1d023f607f366828ff61af562e2c2dfd163d3b24f54857ff80',
                '4eecfb437a7057a28ad3b4802c13e382811e322a8ab54b5eb0bf418723b87773',
                'orders'
            ),
            (
                'capture.stock', 'capturing', 81,
                '4ee58e020f52cf2393926f67b3f553145adc33bfa6184988edef93df14b2dc86',
                'dee86a9c374a8ce675ffee1c1b424b7ecc26f884c9abdd764818ad5e541903f3',
                'stock'
            ),
            (
                'copier.orders', 'copying', 82,
                '173efe88a49254090aa71ad96c00b67a9514247ca03b899d87885972d69a220e',
                '918012f2961b19d74f88b944393a0caf2ec3cc1ea4d9393cfcfce467b0b5948a',
                'orders'
            ),
            (
                'copier.parcels', 'copying', 83,
                'afed78fc241ca71db00891d9816dc31c1fbb309115add3ce6e4afef9d383d770',
                '7b1cfb8fb01db0f41696e411ae3dc85ee46a7402c7e191e03ddc275d2fa61996',
                'orders'
            ),
            (
                'copier.stock', 'copying', 84,
                'ef955eb8c67c74d281adcf0b1fbd435347518de0837a4044ed680f0176a9b34d',
                'ad8b00f8f9e585ed8ee2f9a84cb0a07f146bdf431aaecbdc724816b3701ef239',
                'stock'
            ),
            (
                'backfill.orders', 'copying', 85,
                '99e99f51b6202d0bede94a9c462a6b5218d69404f20c88799855b21716fce64b',
                '311efbac9257b45f928a469911d354de416151ecda0cd83e7ed229cd57a4c440',
                'orders'
            ),
            (
                'backfill.parcels', 'copying', 86,
                '9961f6cc3e2be74e74c069cac6e8171afce3e5ce6a8c3d2127c3fabd670e74b2',
                '6534f73f4e3acf95415fe3717e3cd257323a109cc68e39fbfc1249724f557482',
                'orders'
            ),
            (
                'backfill.stock', 'copying', 87,
                'f91403b931f59784a9bb5be44f7542d97e120c2d4c56aac51c5b0a52807859ee',
                '625bafb752b90bc8f1ed7ddbfdd1de84cbf6bc6f1d6dc5e76f3cc3f804b2d54c',
                'stock'
            ),
            (
                'index.purchases_legacy_key', 'copied', 88,
                '68a04a204a6919a9f23e5f2b7fd710f750ef0f7cb841a9985584217bc4e7e0ac',
                'fa4aa9508f6d9ea6d4d7982f0f8a96b1607d96bd59e303180c5555c65cca8759',
                NULL
            ),
            (
                'foreign_key.purchases_customer_id_fkey', 'copied', 89,
                'e2267668fb6280c903588dd93b52d524044bd2704d1a9c434b9b8ef2ca325ca7',
                '9dd35c398c99bfd56f045a50e43e4d9f915c3b605652320608fc1c0fa534dd7d',
                NULL
            ),
            (
                'foreign_key.shelves_owner_name_fkey', 'copied', 90,
                '21d2819213900524d3ffe582e535ba01849c42e023c955d89f18ad150b2d2e05',
                'cd9e8a69eee9e1912e3c326dff2a39eb96e2801cd64911286082199c0a8ff475',
                NULL
            ),
            (
                'settle.orders', 'copied', 91,
                '91d9401623b9d5b5e3c9439c1af9457b2478b5a7edf7e133fb52fe29674f979b',
                'd01cb8d7d4d8cd8a10fd894fef4979bc99a99777e52fe1f27d20ccc2e4efcaac',
                'orders'
            ),
            (
                'settle.parcels', 'copied', 92,
                '2e971eb0c78ca274206064d3ba64a55b416beb23b90bca68c16701fe826ce319',
                'fa9b605b1d08f65a036e113ea8ceb653b1a62819971862d5d9342b0d4aee02ed',
                'orders'
            ),
            (
                'settle.stock', 'copied', 93,
                'ce9dca34bdad188b7c7231f8a9ab413bfa18436527a0cd4ce724458f5fb0e7f5',
                '4d34e413a3e9267036e3442aceb70c824d3f48812d7dfa143e2047207fca9e41',
                'stock'
            ),
            (
                'restored.orders', 'verified', 94,
                'c6acbe5ca90fa72a450fffa84c04627dc6547cfe9a495c1883d95beef95a32a7',
                '1a1e2a319ea58f89f54973617a423f2fcd77bfd5e9621eb5133c24b511811fa9',
                'orders'
            ),
            (
                'restored.parcels', 'verified', 95,
                '24c66749a8ab53dc4b3d911a7a056daf7518e4049644144c0dfa4439eb8956db',
                '7b88eb264fe077bf89472355fd1735eea441d3f72ab8279fba85ef20f6c904b7',
                'orders'
            ),
            (
                'restored.stock', 'verified', 96,
                '26e2a1de938b285e6d92016decb645818ec021c5ecdc692c2f915f21d7c04254',
                '6819d4ff39161c0db87eaccdefadd8c83921ff1fb932e768879800d8764095ae',
                'stock'
            ),
            (
                'oracle.orders', 'verified', 97,
                'f22debcf4490638216e495220850806c9131a9a5fd4b0b464cf595cf677ddc01',
                'cd2d8d03575d70b06860ccb31df9a3e909086d943337f6987c93fa1cfd197286',
                'orders'
            ),
            (
                'oracle.parcels', 'verified', 98,
                'd58b0bdc0c2e8bde92582b517d07d73059182e38d99c3dc9d92f9e927b7b071c',
                'cc4e27a8a9ca15fef7b24fa00c53ab36189b416a3356e1057e6b1f9f02a290f6',
                'orders'
            ),
            (
                'oracle.stock', 'verified', 99,
                '309a5addbe1fd18f30c0d988beef51ea511cd5c88da99931d05b3d731a544ef4',
                '6ca27efe03438921ea99787f3cc0be187feebdead421d445f2be29d259e2f583',
                'stock'
            ),
            (
                'validator.orders', 'verified', 100,
                'cae4c39d9afc3fc3b235a21797ddac470add7ecfd4ff425f45e284ec5d0ba2be',
                'aa8ff43c44832bfc37b68c8d4e8ef0c3a2174b4ea47d5ef9860ef0b7391ed5d0',
                'orders'
            ),
            (
                'validator.parcels', 'verified', 101,
                'c540dcb82e216aac777a42e75185f65e4e387c4ddc9f40ea25bc8b30b6d744ef',
                '2c653be31ed5ef267c106f38b8b65ffcffb0e16c7e56cf5e9fdd59ad4522e876',
                'orders'
            ),
            (
                'validator.stock', 'verified', 102,
                '90f739937141376288fc797ecad83b1966a031b3df53bdfb5e8458efaf17d5c1',
                'd85ad912cd75e34ee8926635668cd0f56ae8c9efd1e937baca20439d43878e1d',
                'stock'
            ),
            (
                'repair.orders', 'verified', 103,
                '5e077761e9fd9536e7c238aa462a604021b1b3e00d62d57a302b7407476e053e',
                '7c198712c6149979970694050cb92f6536496f4ccbf47f57b6ab8297dac7328a',
                'orders'
            ),
            (
                'repair.parcels', 'verified', 104,
                'b6462b85b656ccb490e558d2cef68637d6c79d689e8ed10dee74539961e89238',
                'dbd7b756df7c2e90ef6d887c5cc14a1c75953cb361d864214a44bb0226b63533',
                'orders'
            ),
            (
                'repair.stock', 'verified', 105,
                '2255f3cb41b31586ce0a3d77b7b0d87ee242de8d4e53ae7920202364a7d678e2',
                'bd81e8ed462dc07b454601416b0aca06c49cd395d9f5ab6cafe4ef8109b8ed17',
                'stock'
            ),
            (
                'recheck.orders', 'verified', 106,
                '0b18ef3c404ae23b9bcb04bd8e9164d076cecdb5d6b6355ea5f19b5db516c1ec',
                'ee270586eab6397255186ed61b7b563d088f89538e387ec64546820f818f166c',
                'orders'
            ),
            (
                'recheck.parcels', 'verified', 107,
                '92a383064d587001e65c8636dcbc5732747f1ee9520a29a8655079f44fd4e9c3',
                '2b49ff0dfc1c9035a072e0dc5589b52f449ce55f3636cd2570e88d7dfb4850da',
                'orders'
            ),
            (
                'recheck.stock', 'verified', 108,
                '8df3ea4a2a361fa0bef5072041d2f3583dc6bd6d739cc5a012e1bf217a2a0162',
                '80ffaeb8156bb809337c5a6e13bf99c31144e15dfae3eec32943f043bb7e042f',
                'stock'
            ),
            (
                'validation.orders', 'verified', 109,
                'a00de7a48ddda0e4a7887066e9392873f538c23d51d251345655b5a9b38dbc7a',
                'cfce636689a6c8f263962e62c1d1da2c40a23f81200634195c8f96270dd4fe50',
                'orders'
            ),
            (
                'validation.parcels', 'verified', 110,
                'ba26143df2d74804b7375aaeb82fc585dfcd68b38687fd67e69b0ee68347ba21',
                '879954fb53a606e934feadbcca3d9d208807e3d3dabbff05bd1f61d7b39d38c2',
                'orders'
            ),
            (
                'validation.stock', 'verified', 111,
                '6a412b3ec92cba3e82aa2951e56d0aa4ea6eec680670b276cae6d237d107d82e',
                '8b5e89e04262b41a757a3b69a6fdd62b35f444adc8db154600cf41efc9401683',
                'stock'
            ),
            (
                'names.orders', 'verified', 112,
                '79766f9ff711bcd7ce41fde835466ef17855a45de9941c04a1dd09eb4dc31f6e',
                'd2ff5d66ffcce06df69652d4c0c6df3feddfc1e143bd3d2ac3d386d41647a67f',
                'orders'
            ),
            (
                'names.parcels', 'verified', 113,
                '218ab4b66275ab9fb76bcfe1e463b54d055e7a444efc5d7b6d00e029aa2b6a0e',
                '581c4a927cddfb181dcd5aaf8ae65da4c2adf2c36a7266079b6ea8fd789b422e',
                'orders'
            ),
            (
                'names.stock', 'verified', 114,
                '032ec25bea3a5be56c13a88a8a3ea66ad846a6d369df4a40bd8cbd38e24e3730',
                '3e43a707900fadd8bd938d6930333e8102164f4b130e15f136d7148abb42629c',
                'stock'
            ),
            (
                'reconcile.orders', 'verified', 115,
                'e652332735dd9121f7727965f25c2df3ecac34a7a7684ea344ea568173f3001b',
                'dae7a5784764211d4184c2bf9fbff136e032ca7ccba08ee16ad364ba87f9af4c',
                'orders'
            ),
            (
                'reconcile.parcels', 'verified', 116,
                'df804a1a8683ef708d6dbd4aec935c71086f2ea269a7102e113f82d7676f377e',
                '09ec4f6b783311442f61ae0ab0ac6335427d66792006348f024fc0d2d00945c3',
                'orders'
            ),
            (
                'reconcile.stock', 'verified', 117,
                '38ee072511eeb5716b653f3b74afa24f41dc921f9d1e4a42048105e54ee61c7d',
                'bd18fd9da7f60ec36140a4eb5446d0f703678265e19db1ae0bf90d9999d3b7aa',
                'stock'
            ),
            (
                'reverse.orders', 'verified', 118,
                '4da4c77de25315a55d1129d3a2d3b238f54f0b0161456e6d3983734ecbf058da',
                'd140b3fb755efa2a2fe100c07f51fee69f2d30b7ddbbb5146bd11cef508ec8dc',
                'orders'
            ),
            (
                'reverse.parcels', 'verified', 119,
                '7c3a130594963edb455315a37738f00c1cef6494f8907280a9d24cd318d4675c',
                'c78c00a65077dabb555734e0d4a63e9cd1fb3d300d278b3a2a8e7ac5be113c85',
                'orders'
            ),
            (
                'reverse.stock', 'verified', 120,
                '42691fb013c6a033c902abd4cc0421cdbec497bfa855e27543497a89030410ff',
                '8e28e657242b7d8e8970694aa531e6b5c875dd81a0578c898f165496ac103b8c',
                'stock'
            ),
            (
                'dependants.ai-management', 'verified', 121,
                'db9cc411d4f92275d8578d4dc21e891928d8d3dea6bda85139f3d0edd0c66a42',
                'd651ff06273c95696521aecc49e65f076acc817b41c7a59fb9aa20a3eea23118',
                NULL
            ),
            (
                'statements.ai-management', 'verified', 122,
                'b0797ca605944e375a1998737bd8fdd76e864af65c98c780aa61c4b39d04c4ed',
                '78bc50e6e37422a7e1feef6f823a6733894bcd880f8132079c257bd65ce0388d',
                NULL
            ),
            (
                'switch.orders', 'switched', 123,
                'c2fc7fad04853da8e020c7469dcd77c92ba713c5817d8071ed67c738e4d5e5e7',
                '39ce69f0bf2a682e311d4294b089806603e80bf430de3bfa9f5e541882b16b3b',
                'orders'
            ),
            (
                'switch.stock', 'switched', 124,
                '87cde7d7c8bd0444fea64db82ff457f4853ebb3b9c7047fc8caf03917eeb2d14',
                'a4f4db8fd7316e381ace3246357942085f5536977c691daab850ea14f8213aef',
                'stock'
            ),
            (
                'finalize.orders', 'finalized', 125,
                '45559debe00a572c411dcc03b0dbad855fa4aa4f88a8cbe64db41b5efb627364',
                'c508f48d98db61e89e3368ed12268a228000f8fa691f42806a3d30917dd6ce31',
                'orders'
            ),
            (
                'finalize.stock', 'finalized', 126,
                'd6aa60f66b796136e3f84fdffb9569aa4d635e3ca1fea9f8961b5261f71050ea',
                'd6f7c24acec830ca63593c30a9cde375a1bf3a242badf93e06924114f0c5263e',
                'stock'
            ),
            (
                'hold.orders', 'holding', 127,
                '790db884abfc207339369979cc82160f326f0ed7ab2b054c73783b22ae3e1293',
                'd1dd1ed2bfcb719147fda360d1decede4b2b632fdb4e76ba843097f3f0b5ab60',
                'orders'
            ),
            (
                'hold.stock', 'holding', 128,
                '7208b188e34a0c81b3bcf1a178822b25639dda642da51b9c6f5aa774523ebecb',
                'db3b7579971ce17059260c12848157fc08f333ff035ece31c06f7b9029c6a01c',
                'stock'
            )
    ) AS wanted (step, phase, position, sha_apply, sha_rollback, data_set)
    FULL JOIN (
        SELECT *
        FROM migration.step AS r
        WHERE r.migration = 'ai-management'
    ) AS s ON s.step = wanted.step
    WHERE (
            wanted.step, wanted.phase, wanted.position, wanted.sha_apply, wanted.sha_rollback,
            wanted.data_set
        ) IS DISTINCT FROM (
            s.step, s.phase, s.position, s.sha256_apply, s.sha256_rollback, s.data_set
        )
) AS found (object, problem);
