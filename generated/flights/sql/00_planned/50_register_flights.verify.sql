-- Registration of Flights of New York
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

--: The migration is registered with these specs and this plan.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'flights',
        'is not registered with these specs and this plan'
    WHERE NOT EXISTS (
        SELECT
        FROM migration.migration AS m
        WHERE m.name = 'flights'
            AND m.spec_hash = '291284e1a80f092ed39e53bd44955a42f2ec46cebd4faa380c033d9500bd5183'
            AND m.plan_hash = '2fa5cee8a48a7f1ef23d3f78a5c5184e80b6de355408c06beca43af34d63128c'
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
                'contract.airlines', 'planned', 43,
                '489fb0df41bcf93d7cfde0e7fe6406386fadf3d5c5dc1b2e15c0cf3e68e64e98',
                'f3eb1987b978c79c14488bbc98355eaababa7a934a2dffeb018db9f8ceae3985'
            ),
            (
                'contract.airports', 'planned', 44,
                'ce66288592b30a9d5eb03b5b0dd9413fa242cb4c3267495f0b0f662906c31554',
                'ed27c0d20542b674036626b1f3717160db8754f0d41708eacd11e099eed5fc1d'
            ),
            (
                'contract.flights', 'planned', 45,
                '34558c266492ba18e2166925b82b978493454e4922ee667e66b17166a84c15f3',
                'ff3b4be0b6adabb1b296bdfd3729be13f87a8fafc80de1598830c96c007aebd0'
            ),
            (
                'contract.planes', 'planned', 46,
                '7ab508390cfd432fad0df5b4257c1c050576d8ae09a6018061cd3e983e9cf320',
                'c6cdd61028b88da75d8c4c775611ac6e3589fe9443d31566e29319e1375102ab'
            ),
            (
                'contract.weather', 'planned', 47,
                '4b27e39fbcbea6496374fb774b16d2d2fb7cdd8673e93e1acf3b866a98b85557',
                '26bf361af31e28d7636529a780bb7079750a0fd4d1c8b8b20f97d8f944cef8a0'
            ),
            (
                'schemas.flights', 'expanded', 50,
                'd16945092939bb57d285f79818b390b442db442ecb1e5eeae3ba2b7983f9615a',
                'fe9a0eccd77767a8cc858127276974e8dcccb88534bd612b6369ebe314312268'
            ),
            (
                'role.flights_app', 'expanded', 51,
                '4872b2a8477e68c53bb0b2a28476126f4afa7e1a68eefa630b942a82ae0fe90c',
                '06c0d5578a161768e7af9257df5413e01b1ed0d132c1d8ffa8ae51ce14f6983e'
            ),
            (
                'role.flights_reader', 'expanded', 52,
                '140bdc200dc01edf552917f77e8d9b457354b67a1d22f3f5c5cf27aee3da2205',
                '0cf265ff6d9fe6ed19c2f6316a3ea587780a64b013e65f8e6962ad955ce91a8a'
            ),
            (
                'table.aircraft', 'expanded', 53,
                'd869607232a845459af1b39bf7b2afe385ef23491665d3460652393440875400',
                '16a69de43cae2ddfaf95e18b0003e8586d1083b1b0f926ffa8e5469b09582a67'
            ),
            (
                'table.airline', 'expanded', 54,
                'a61b7ebce851b00893d67e68543d29b75da22f608ae892169bc94feac93d4360',
                '13055bd000e67f659b271ef028cff1d7b7615912eaa73b5f87ff7c7de8cf23b3'
            ),
            (
                'table.airport', 'expanded', 55,
                '56f098981cdfb0f7d31647a2ed4c4be230cd9ae24dd5bac85ea3ebac103ab2b3',
                '52a162582f7aeaebaf3b0510d9e430e6e09350ab5827a454a54a394c757df0b6'
            ),
            (
                'table.flight', 'expanded', 56,
                '8431894bb9cc9d1c9f7c18c205f145e7a865698ab001aef691938b7d324d2305',
                '65bfb32331d493ee528365379e498a873d29bd6e5213f276b42be091048cb33f'
            ),
            (
                'table.weather_observation', 'expanded', 57,
                'ae8c223f06a37549928ce19f62321dc6dc2f9df9005424448ca203e4d53ad5a5',
                '850b50e384ce1f1873cf23c3657e3c649ec74a3ecbafcaf4cd0b53ab1dee0002'
            ),
            (
                'partitions.flight', 'expanded', 58,
                '2a5f349aa2a60f17505fd338acbc4d8b1aecaf5b07800c39ab548a0b42eee2bb',
                '052b5bbf0b0ae473b06874fb6e5427344a181964f3a45e1cc57f511582b26384'
            ),
            (
                'mapping.aircraft', 'expanded', 59,
                'f38b7d4ead15b41e9fa7215b65facf04e1e45c44d3fb5dc3d1850519338b3682',
                '8a2c478e62365cce76c347cc12226916d816c6d76c1ee1f9a7f830ee777e4813'
            ),
            (
                'mapping.airline', 'expanded', 60,
                '7570973432e9042a7d6a36f78ca0490350290748a0e902398228685e08041e6a',
                '0ffa754caa170e4e22eebb06eb63feebc00a290642f049ca54cc11268016883f'
            ),
            (
                'mapping.airport', 'expanded', 61,
                '85e67b10af95a21858b42f91a734725c91a287a1d27b7e0ef3e409fefb900958',
                'd8e658242dd039d1da1680833b6cfa130a633a6e55672953517487deaa876cc5'
            ),
            (
                'mapping.flight', 'expanded', 62,
                'aa2e7fa86ee03da765f1504f0986e793d699306ec55c54fa71d89506227adee2',
                'a677272e87d098647579b9a85007e7c76e9754cfa0c3d0494d04b0a7e6862a75'
            ),
            (
                'mapping.weather', 'expanded', 63,
                'a436ce4cd7a924f04362c6daca21321dddcae5d71b5dba72dd9717ff32c56dfb',
                '4cdcf8c985f2dd1017aeffd970bc62d8e8a9ad3946d0d6ffac84025db2324fad'
            ),
            (
                'bring.aircraft', 'capturing', 64,
                'b541a69c386c14ece5ddcd85c32113f3b8e71d32a0c626e12422e439ccb29976',
                '9d73dc1a2a630afb46122172989f8741be65ae406b57b34fdc22ac0532b9cc2d'
            ),
            (
                'bring.airline', 'capturing', 65,
                '5c1d29a9efc7c745e308776fff9e1a0c2c67b2e619858b701ddf0ce54369113e',
                '7999d01b0821b66d13e9e47ba8cc7dd96dcca49d6a3006b7a448e73b843997ca'
            ),
            (
                'bring.airport', 'capturing', 66,
                'bde9c6157e243940447efba589329a52aec0f5619f832d06e0a49a24815f27b7',
                '8ff0cad33577c08e9f1dfd898f769800fbd4e44b099f9870ecf1e7cd1c80f79e'
            ),
            (
                'bring.flight', 'capturing', 67,
                'aeff58639b4a85df74b45db65ed3e8ef393ef9548a5314085311442b2a28aa07',
                '3728562d3685db56e43f16b330ace5185832d50e118d11f1d65206e81508da24'
            ),
            (
                'bring.weather', 'capturing', 68,
                'b1c1378e6cd706219b2b7fb4f34bccdf8e0578fce375b3826fa97a6b479982d0',
                '16aae74bd2c1e511b8a5de9dbe7c0cd72efbd5f36552d9f8c44afe59c682d428'
            ),
            (
                'follow.flight', 'capturing', 69,
                'f00fbfa8e74f66a26f240b14c45462b260e4ddc717239d46e238e3441b4eaea4',
                '38b7dcd24b44d0dd286a69fd71db3a5251309d96395dc76876fe6e101803b2a9'
            ),
            (
                'follow.weather', 'capturing', 70,
                'f3136957ac9d9896462f964e7466015ffd5b48e678b7c097d1dae68086c96171',
                '7071c48231426e85a8869202643c36031dadaf08e19ddc1e83d556709073b0ea'
            ),
            (
                'capture.aircraft', 'capturing', 71,
                '3bf60560d399f2c57c242aa19967a5952a4c87fbf977b7d395b3e9186f5ede37',
                'a551a02b279cd05ae9c40bd0b40d650a46fab2ae691a5daf99bea74fa8a11e23'
            ),
            (
                'capture.airline', 'capturing', 72,
                'd6c7e104afe5e3fcf01fdf03ae6cb362a3b384b839d15fbea577055283f23f6b',
                'e9d308a6eff3bf63ce11295e97aafb8f8596a06c5f8c6f04137e55f3db04fc1e'
            ),
            (
                'capture.airport', 'capturing', 73,
                'f2f876ef9d09640404d3dfba9d0aee5e2bbc1bf14d8881b3db7e92b6d98aaa13',
                '3f4a9e7956f7e4390bf27849f7ca8e67ae84228db0656126e594fb560344f982'
            ),
            (
                'capture.flight', 'capturing', 74,
                '56dcfbd45a5dd2eb570241531e53fb4e358c41b16ace486ae66e8ca85235eb21',
                '3aa73a11999bb3962dfe758425a770121d5e30b67561292df3679ea393858816'
            ),
            (
                'capture.weather', 'capturing', 75,
                '4dd712fdbb2647aa72e935fddb65ecd8ce018f886c9121c5f88c8f17a54314f3',
                'c212f7bd97951005ad7ef9d9c7c8925d15f154021359b1d55476cd7ecc23f490'
            ),
            (
                'copier.aircraft', 'copying', 76,
                '9fa75b4afcc1a9131ce0f8c6409ec78faa480b3686e0d426c4a66404f5beb962',
                'f269c711eb2cd3599d306e5b9e94eba79fe5b3897d39ae37effe1fe7add9c9ea'
            ),
            (
                'copier.airline', 'copying', 77,
                'e1b1552ea1081ffe4a5b0578398eae31699904f5b0eff2f7434be754c8537dbf',
                '67db1a4abae731b2bbb0b262fe7335fa09fb68c6e06c867efdc5349163b9f91e'
            ),
            (
                'copier.airport', 'copying', 78,
                '32228f637f510f05ad1505b43cdb7a38473b6bc071be8065b9fa44fcd921f05f',
                '700c0838c16cfcb4227148298189f2cb0262999ab058176db06e454c3241aa81'
            ),
            (
                'copier.flight', 'copying', 79,
                '0f68343fe738ac87d472338d354be865e585008484eba0cd14cec8a4b26f5db4',
                '4fa8d1ff8f4e7a71beb962071c0922a3fb562a5acd5bdbe3a7d538bac7e33b79'
            ),
            (
                'copier.weather', 'copying', 80,
                'df3a29d3290e98cae183b9b2d39f3995ba38bf9076a11c77bdf950a10b0766f1',
                'f0baaafbce6c9093de472dd610868105183ddb0509484bd341644aac73ee2729'
            ),
            (
                'backfill.aircraft', 'copying', 81,
                'f5ebc58a42b6c8254d26b4daa959c493155a17c8ed1f9d89248f0c205784c4fa',
                '5fa3838ed61ee016a2373357b78594a05cc643b8fe482d2cbbda346ba90ebf44'
            ),
            (
                'backfill.airline', 'copying', 82,
                '2a995d111c42eef9f78327a6340a2e8b121e488a507d05f4262d0561b51c3777',
                'a2674a905a879e6750c249a887c707d99c1b058c7b0aaebcbb528a865d23377b'
            ),
            (
                'backfill.airport', 'copying', 83,
                'f7b3b34af3c8c8f986a7969b7036c9c4b92c0cf3fb6d38cb76bc02ab2a0736ad',
                '15f224412806ab5879de94f98c2c46ae6e59fb73cb619065b350cea467fa4007'
            ),
            (
                'backfill.flight', 'copying', 84,
                '0c968b42a4c89a041012be8b04b4eba80fa7add861af42ac347d605de6e089b3',
                'be68418c1c6c7bf270b07b31140537a9fae6332250ccc548c891be55f7af2f7b'
            ),
            (
                'backfill.weather', 'copying', 85,
                '39a3d4b727e6f4f62798ff2d8476f70375690eec82c90c3d367b7d194224af69',
                'f5eec68ffe469765b9b889dba3965b9918f97364fc8873102a75e5aba1c669ed'
            ),
            (
                'settle.aircraft', 'copied', 86,
                '2026eb7710789ca295d950a5571334e61222a81155c7db7e5fb372c3e5e31216',
                '39eaf14dbb2b6986b0941cca3ce32961aae129fbc7230009192b82b89b9bbc55'
            ),
            (
                'settle.airline', 'copied', 87,
                'd988739fe4a5dbea3473e6c22c1666402f6e89212282bb0744129104e7f929b8',
                '505eea2e0dbf2633bb34bcebd95fc8a27c1ddc42ee9e8b77375f836ccb1be620'
            ),
            (
                'settle.airport', 'copied', 88,
                '9802ff58e1a8e64e28130f076922cd4b223c90eb2b36f52f6009745470cd0fbf',
                'a2aa9777c130652cb8b424c335802a4cd44372f90ce33c9626317c7922541406'
            ),
            (
                'settle.flight', 'copied', 89,
                'f754a18a9fb1b592a849d410baf54a7f10ffceebd939991d8218b44a4cc40923',
                'db61c23ee8e7c8e1a7603c28a8dd1f1845723613c944572090e84dc24ebe4e56'
            ),
            (
                'settle.weather', 'copied', 90,
                '188a65b2dac96201e4bd81a4b974e564c72dc7dd475d751733c2dda1d3a73710',
                '36ac85fc5864c45e6dbfbef9663b16fa6c055c825d64ccbe976978ac4d25e7f7'
            ),
            (
                'restored.aircraft', 'verified', 91,
                '53038e57120f0da6b97023ece3bf8cc8ec5fbf833a07427c04aee6f6896eec2d',
                '3ea0142d019284c73b0802c962dcffe1257360f5710992ea62a67be17ac59f81'
            ),
            (
                'restored.airline', 'verified', 92,
                '7267344f1e630c91839d9960580f74e26041603a1646302cd232ae22e148244d',
                '2b8ba29bfc0c8ec86b638f4a2fa2e08549408861927069b6a2a9ecb57aeec6ec'
            ),
            (
                'restored.airport', 'verified', 93,
                'c1a47e9c426169ac88143022caee8dbb8387fa48fe45696c7b3318520c0e32ff',
                '67b33fbadbe7b86926cde4e8eed62b6df999e7457989ffaaf3ae5afbb6a9f9c3'
            ),
            (
                'restored.flight', 'verified', 94,
                '0628d0c922fbaf5ac68543261a0549b90d11e3e8f64806a89ea755bcb05593e4',
                '2bff59e89de0770445c9086da58f112427d851502f8e24900322342528ab865b'
            ),
            (
                'restored.weather', 'verified', 95,
                '3c7fa7e94492d44bd21c06b3a2dcfab13811999de3617818146ed600f60c65f0',
                'aa8d1b3ba62b161dc9857fbaedf9ff4b01a56e2b623c90fd73f14536abb1058b'
            ),
            (
                'validator.aircraft', 'verified', 96,
                '21b503c14a1f7b4f585807fb91a5c2e84b4fc2b03e0eea6836ba1df9c86832ea',
                'fa00e31b36da6acda41e30d7a774535284f3b61d5f0e261df3919ff22d441ea9'
            ),
            (
                'validator.airline', 'verified', 97,
                '1fe0106d11f894546f58dc3ecf52503ff1cb31ee8a28ca43aaa58bbb731d40e8',
                '057351503e66e0057c45ea84928f5dc7467baeab37b42fb3141c0ec43d16e080'
            ),
            (
                'validator.airport', 'verified', 98,
                '4a31310b84cc782eb8d31cb47d268d74ff73a81fd66447cd4899c4c10a7e2ac9',
                '8924b8800a62656a8415b07c9aafce350b3cd87830ee01c90904076d32f88477'
            ),
            (
                'validator.flight', 'verified', 99,
                '02e6a794adec4d543f6b6b16b886d10d402325dfcc7f20fa7f306f0c779e2198',
                'f75414218c751715360728dccd8ae7a4f7ebf6572f02940af918c818ff95e180'
            ),
            (
                'validator.weather', 'verified', 100,
                '98d6cf1cd621c6add11f36605534a9b9dccc5914d7a4cfc3f4b317c45b1ae7c5',
                '4158acfc7cd7622acee6d2f7134ccfd3b2e1869cc14d2d3acb135d68b85a504e'
            ),
            (
                'validation.aircraft', 'verified', 101,
                '29570d3ce3a8ea11c1570a6b39ed26112657425c6215a53a9510302a92b5ce2d',
                '44638e11e7141560424e9db07d8fdcbcfb87ebf0b6f926958804c5fa424ea0d0'
            ),
            (
                'validation.airline', 'verified', 102,
                'c4c560db4463aaa14d1dc062b28b81c400952ff0e6ccc9185b39f228b32bc052',
                'fd1afee4aab9ef50c23e2152c4a936609430a1f4a8bbd6a22971e3f206a5f062'
            ),
            (
                'validation.airport', 'verified', 103,
                '9fb0bf657f091b6e7f32ace7d73e981441e951d3a7cbd1ae2be4d21ba410f484',
                '6db379011ac798f270f3a29a88c71ea5a864c43d621452ea84ae845baaab6b3c'
            ),
            (
                'validation.flight', 'verified', 104,
                'f800b265ac4e0ddf1dd9b19734c5da0e362dd10c59304c5cacb634949845b082',
                'ef5af4d4e770bcad4c2cdb82a54c5b7398007bffd9373b4cd317092b352e54bb'
            ),
            (
                'validation.weather', 'verified', 105,
                '5d369e5694c432a4ef71160293224441b7fd593d88fa8ce619d6b6d76cfab478',
                '6b3a99aff12ab6c61883f6dc47c86a0c4187e64feaa5cae1abea8b7ee946f9d3'
            )
    ) AS wanted (step, phase, position, sha_apply, sha_rollback)
    FULL JOIN (
        SELECT *
        FROM migration.step AS r
        WHERE r.migration = 'flights'
    ) AS s ON s.step = wanted.step
    WHERE (wanted.step, wanted.phase, wanted.position, wanted.sha_apply, wanted.sha_rollback)
        IS DISTINCT FROM (s.step, s.phase, s.position, s.sha256_apply, s.sha256_rollback)
) AS found (object, problem);
