-- Registration of Flights of New York
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_register_flights.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'flights',
        '291284e1a80f092ed39e53bd44955a42f2ec46cebd4faa380c033d9500bd5183',
        '10b4e4ad3a0422f72e78a056d79d122e95b221569429c51eab4eb3eee9468b6e',
        'changeover 1'
    );
    PERFORM migration.register_data_set('flights', 'flights');
END
$register$;

--: Register every step, with the hashes of its files, and forget those that the specs lost.
DO $register_steps$
BEGIN
    PERFORM migration.forget_other_steps(
        'flights',
        ARRAY[
            'contract.airlines',
            'contract.airports',
            'contract.flights',
            'contract.planes',
            'contract.weather',
            'schemas.flights',
            'role.flights_app',
            'role.flights_reader',
            'table.aircraft',
            'table.airline',
            'table.airport',
            'table.flight',
            'table.weather_observation',
            'partitions.flight',
            'mapping.aircraft',
            'mapping.airline',
            'mapping.airport',
            'mapping.flight',
            'mapping.weather',
            'bring.aircraft',
            'bring.airline',
            'bring.airport',
            'bring.flight',
            'bring.weather',
            'capture.aircraft',
            'capture.airline',
            'capture.airport',
            'capture.flight',
            'capture.weather',
            'follow.flight',
            'follow.weather',
            'copier.aircraft',
            'copier.airline',
            'copier.airport',
            'copier.flight',
            'copier.weather',
            'backfill.aircraft',
            'backfill.airline',
            'backfill.airport',
            'backfill.flight',
            'backfill.weather',
            'settle.aircraft',
            'settle.airline',
            'settle.airport',
            'settle.flight',
            'settle.weather',
            'validator.aircraft',
            'validator.airline',
            'validator.airport',
            'validator.flight',
            'validator.weather',
            'validation.aircraft',
            'validation.airline',
            'validation.airport',
            'validation.flight',
            'validation.weather'
        ]::text[]
    );
    PERFORM migration.register_step(
        'flights', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback
    )
    FROM (
        VALUES
            (
                'contract.airlines', 'planned', 43,
                '5974ea1747def4418295cc267f6e242d0de554eca58df572a6e79addb1b8e109',
                'f3eb1987b978c79c14488bbc98355eaababa7a934a2dffeb018db9f8ceae3985'
            ),
            (
                'contract.airports', 'planned', 44,
                '597145a50e954527f7bbf26b9c8052d89c5ac27555a41f971edc2ba27d232d4d',
                'ed27c0d20542b674036626b1f3717160db8754f0d41708eacd11e099eed5fc1d'
            ),
            (
                'contract.flights', 'planned', 45,
                '7c0fce90898ad3b74b51e88020a646febbdf96731212ca3036d9e854abd312c5',
                'ff3b4be0b6adabb1b296bdfd3729be13f87a8fafc80de1598830c96c007aebd0'
            ),
            (
                'contract.planes', 'planned', 46,
                '433f342711013b9156da6088c6fd6ed806a11f6252128a737ecb522ad23ec428',
                'c6cdd61028b88da75d8c4c775611ac6e3589fe9443d31566e29319e1375102ab'
            ),
            (
                'contract.weather', 'planned', 47,
                'fcf74e447c1367c896368df1f539741713f0dae18b879d76fa91ffe2cde5fcd8',
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
                '6528bd58f8bebeffb0b6adf340167a9e5a3f05ba41b389bb94be7eb571d6afd3'
            ),
            (
                'table.airline', 'expanded', 54,
                'a61b7ebce851b00893d67e68543d29b75da22f608ae892169bc94feac93d4360',
                '05e430c34472e19587ca53b2771751588c642fb67588116cd6d5ea048fd4ce21'
            ),
            (
                'table.airport', 'expanded', 55,
                '56f098981cdfb0f7d31647a2ed4c4be230cd9ae24dd5bac85ea3ebac103ab2b3',
                'c2212cc36f962e6cb173d8244c6479d85ac23f7619df0df8400202681e1ceadb'
            ),
            (
                'table.flight', 'expanded', 56,
                '8431894bb9cc9d1c9f7c18c205f145e7a865698ab001aef691938b7d324d2305',
                '704a76324fcbec74a4f86844fa7d9f052354f239bb10662ebf7cf8c2587656b3'
            ),
            (
                'table.weather_observation', 'expanded', 57,
                'ae8c223f06a37549928ce19f62321dc6dc2f9df9005424448ca203e4d53ad5a5',
                'e0973c977c20c4cabf2417e3434479d8e76a09206b7703a863be257edcb215f6'
            ),
            (
                'partitions.flight', 'expanded', 58,
                '2a5f349aa2a60f17505fd338acbc4d8b1aecaf5b07800c39ab548a0b42eee2bb',
                '8339442900e118210292fa2bcb3103ec5715aea1f5798f251ea37542c49d45ad'
            ),
            (
                'mapping.aircraft', 'expanded', 59,
                'f38b7d4ead15b41e9fa7215b65facf04e1e45c44d3fb5dc3d1850519338b3682',
                'eeb079a456340554b9938ddb0621772e5b3acd042ac5c07561f8ef38b8d9ae05'
            ),
            (
                'mapping.airline', 'expanded', 60,
                '7570973432e9042a7d6a36f78ca0490350290748a0e902398228685e08041e6a',
                '5b69795a9d5b3cf368044f52f88281f2eedb748b10c5b3a44e2c681b7198c40c'
            ),
            (
                'mapping.airport', 'expanded', 61,
                '85e67b10af95a21858b42f91a734725c91a287a1d27b7e0ef3e409fefb900958',
                '2a53bd4debabe18c2d3bc2300bbc0c2877c563cdebf6f4dca44552f69c0e718e'
            ),
            (
                'mapping.flight', 'expanded', 62,
                'aa2e7fa86ee03da765f1504f0986e793d699306ec55c54fa71d89506227adee2',
                'd0a5fd0dfefb14bc8f1748b72708c38f4dbce8d76d6c9fc2e78fd41fc7209e22'
            ),
            (
                'mapping.weather', 'expanded', 63,
                'a436ce4cd7a924f04362c6daca21321dddcae5d71b5dba72dd9717ff32c56dfb',
                '31bbb3b013d0b597fbce69e54874f6171a24f99616f0bd906817735a4c5b624a'
            ),
            (
                'bring.aircraft', 'capturing', 64,
                'fb08fd222138ec02a92b260c5fb696828542317fd71221b15ddf75896865fa67',
                '9d73dc1a2a630afb46122172989f8741be65ae406b57b34fdc22ac0532b9cc2d'
            ),
            (
                'bring.airline', 'capturing', 65,
                'bad69480efcbd5e94fa69c8f708f8b47ded6fea356b8e2fb7083d9120e09e591',
                '7999d01b0821b66d13e9e47ba8cc7dd96dcca49d6a3006b7a448e73b843997ca'
            ),
            (
                'bring.airport', 'capturing', 66,
                'cb238d1be2baaa03d50df1c84df31d5f717e7051ea81661ccb7d63e773bbc4b1',
                '8ff0cad33577c08e9f1dfd898f769800fbd4e44b099f9870ecf1e7cd1c80f79e'
            ),
            (
                'bring.flight', 'capturing', 67,
                '26f1d49d70174491530534f45187e12799ba3fee8bc85f1cd6a3570f3e080f5f',
                '3728562d3685db56e43f16b330ace5185832d50e118d11f1d65206e81508da24'
            ),
            (
                'bring.weather', 'capturing', 68,
                '88467f56ec7561ea6b2eb89c69875b8fb4cbade07f02052a82984ac4ce509a6b',
                '16aae74bd2c1e511b8a5de9dbe7c0cd72efbd5f36552d9f8c44afe59c682d428'
            ),
            (
                'capture.aircraft', 'capturing', 69,
                '72f25c66a2f808b99a835f2703a3b7e8d4582ffbe9c3ad4ee6d5f8701df04715',
                'a551a02b279cd05ae9c40bd0b40d650a46fab2ae691a5daf99bea74fa8a11e23'
            ),
            (
                'capture.airline', 'capturing', 70,
                '14a1a5d23f849bc2224b5fd4277df1aaf07b7031f05540cd6eee85133cb7d72e',
                'e9d308a6eff3bf63ce11295e97aafb8f8596a06c5f8c6f04137e55f3db04fc1e'
            ),
            (
                'capture.airport', 'capturing', 71,
                'b9ec0fa14903516a4912a886f99132f489fb8773c15c9e88d86263228d798ca3',
                '3f4a9e7956f7e4390bf27849f7ca8e67ae84228db0656126e594fb560344f982'
            ),
            (
                'capture.flight', 'capturing', 72,
                'be75b05efddf1b79ea73c57a654e4d29f6613a57a189c0f320694e626ad040ec',
                '3aa73a11999bb3962dfe758425a770121d5e30b67561292df3679ea393858816'
            ),
            (
                'capture.weather', 'capturing', 73,
                'e26a60e8f9f6d6f482a072a6b0780834646180cfc9d75526fafda6be69db076a',
                'c212f7bd97951005ad7ef9d9c7c8925d15f154021359b1d55476cd7ecc23f490'
            ),
            (
                'follow.flight', 'capturing', 74,
                '75723a29be4bfd16214b2a9c61cba768181c42368d917622976cf0ea06771f11',
                '837b1597d61c93cb8baba1df0b245748965e795c111e11ed1a08fdcace39775c'
            ),
            (
                'follow.weather', 'capturing', 75,
                'b1e20993b84b9189c223dd3963f8bd09750ac07e311e37a46e9e9522ac8581ef',
                'a92886ac525a7ea45bfffff0838f28ca6272fcf53a54780ba4ae6b4bcb30bb45'
            ),
            (
                'copier.aircraft', 'copying', 76,
                'b6b8917a4baf614a906d0299dfb16efb6c567ba1817cbb28e74baec37f285812',
                'f269c711eb2cd3599d306e5b9e94eba79fe5b3897d39ae37effe1fe7add9c9ea'
            ),
            (
                'copier.airline', 'copying', 77,
                'fb1a0924cc7fda83387ed4d65f42935b06d8c0a2c008fedce9d0177d79ac4715',
                '67db1a4abae731b2bbb0b262fe7335fa09fb68c6e06c867efdc5349163b9f91e'
            ),
            (
                'copier.airport', 'copying', 78,
                '0ba8ac5f88ae05c60b9299e579b1f6677fe5c7d1eb0e3fd54a909bfde842d85d',
                '700c0838c16cfcb4227148298189f2cb0262999ab058176db06e454c3241aa81'
            ),
            (
                'copier.flight', 'copying', 79,
                'd9b927bcc6360f9f24b6ab73219d145c3d390c0170ff6aab314e9d9f5e8ba4b8',
                '4fa8d1ff8f4e7a71beb962071c0922a3fb562a5acd5bdbe3a7d538bac7e33b79'
            ),
            (
                'copier.weather', 'copying', 80,
                'ba4c4d61346dc71a3887a8a99bd67176045e3a817e45ddb56e1af4360cee6c86',
                'f0baaafbce6c9093de472dd610868105183ddb0509484bd341644aac73ee2729'
            ),
            (
                'backfill.aircraft', 'copying', 81,
                '6bf7a6f4550711920bde4b05abb5b5c931e41d4e93e18bcb44e21b877008b0d6',
                '3ed3017c5e52c6bfd360c257a5810106a4f154b76722db3f3511c1e57501421b'
            ),
            (
                'backfill.airline', 'copying', 82,
                '5f13e3ed4335266a77f25108640ffa83fda43b8e9d2819374d18687ad28a7b1a',
                'e8637ff6b4385721a03c3088b2b10958793fbf1e1d7a0abfef4d21904c3af362'
            ),
            (
                'backfill.airport', 'copying', 83,
                'f8ea568c3fc3b57f42f3b12b75207b60b94e0feabb60476f0c833d2950a50319',
                'c19b53b95a54decb322c6ebb45aa5f4654ec44a831ed6a96534ade3a5d2636cd'
            ),
            (
                'backfill.flight', 'copying', 84,
                '237caa78a41fc150dd20d2a2aa032fb5b9afdd50a088b5f2b322618b28943e1e',
                'c600ca8cd6623fa30a5c17ced14834774c08545f7cb8d328c78da3d753b033e8'
            ),
            (
                'backfill.weather', 'copying', 85,
                'bf2cb7cefc3e107d38b5c42170d3f91178ff58e1013de7a77be9df52cfc2bd71',
                '2bf68b0aeb6a42a863f9252c94fad93ceadb53956701a707288664b707272b8f'
            ),
            (
                'settle.aircraft', 'copied', 86,
                '35f165ee21cc64049a772db3cd05ec9099e8dee63313d8b1325b41f76d2d7cec',
                '662b843e41029bf98b316e0b167e9df2f0f26c3e19a199877a6a768231a652b1'
            ),
            (
                'settle.airline', 'copied', 87,
                '421c144aefdf8fee97e11535dfcfb82899a8740de0b1f2eed715337843d05756',
                '7ca7bc0861118e22da175a31852ce38b7176270f1e2215d50bce94ddfcc7469d'
            ),
            (
                'settle.airport', 'copied', 88,
                'b714b9f2a74183ad19df3d9238484a9c19afd09c32b4d5eedc727b5c28d9c5ee',
                '1a57587d607bf1c45a9086367839ba609e30715d7a0d599fe8bb5d211a8b717b'
            ),
            (
                'settle.flight', 'copied', 89,
                'cdc274f2dad7c77d05c9dbe088e532535fd7fed60f9b9ee196625cfe9a84f92e',
                '15f150d92e5f598c19734da913e8ec14632fe6b43561920ac5a86e9f75a0668a'
            ),
            (
                'settle.weather', 'copied', 90,
                '31b9a99b8254c253b659586aeb9f322410618438fd0784568e09f9202c1cbb6d',
                'dc042f19e65cf8a5c25dfada55a695f3a2258737132af97845a13195a7329c95'
            ),
            (
                'validator.aircraft', 'verified', 91,
                'ae0d19043c6d059c2509dfaab15c05c3e12d08429cc167fd9b167d71b19d7e12',
                'fa00e31b36da6acda41e30d7a774535284f3b61d5f0e261df3919ff22d441ea9'
            ),
            (
                'validator.airline', 'verified', 92,
                '7efd8f9d031a60b3728e6f54d493e6cf20db9e8e3970cd4d63f20cc3f3708f33',
                '057351503e66e0057c45ea84928f5dc7467baeab37b42fb3141c0ec43d16e080'
            ),
            (
                'validator.airport', 'verified', 93,
                'baefb0b5a4f04f62920efcf0047ea0cda781ae49aa420819cb53327322745f4e',
                '8924b8800a62656a8415b07c9aafce350b3cd87830ee01c90904076d32f88477'
            ),
            (
                'validator.flight', 'verified', 94,
                '3ddf88ccf1d2327e718a9fc180178cb3a9f28141de02cd67d66922b26c4c12d8',
                'f75414218c751715360728dccd8ae7a4f7ebf6572f02940af918c818ff95e180'
            ),
            (
                'validator.weather', 'verified', 95,
                '1eda69e6f86099e407d6fd54261bc1f4d6cca3daa8c5964200ac7283501f1351',
                '4158acfc7cd7622acee6d2f7134ccfd3b2e1869cc14d2d3acb135d68b85a504e'
            ),
            (
                'validation.aircraft', 'verified', 96,
                '1d2224f1c17509111d7e63d3342a98ba71162787848f6ecbc1e0995efb349eaa',
                '44638e11e7141560424e9db07d8fdcbcfb87ebf0b6f926958804c5fa424ea0d0'
            ),
            (
                'validation.airline', 'verified', 97,
                '077b456e895a8843f739290714ba3eb8a1b032da84108580192342aca2511e92',
                'fd1afee4aab9ef50c23e2152c4a936609430a1f4a8bbd6a22971e3f206a5f062'
            ),
            (
                'validation.airport', 'verified', 98,
                'f09deed56f02866f66390803eb2d404cfd2617cf78a286d5fd923812b6eb3b46',
                '6db379011ac798f270f3a29a88c71ea5a864c43d621452ea84ae845baaab6b3c'
            ),
            (
                'validation.flight', 'verified', 99,
                'ed67b149dd14792fdbb94d729246956f2f3d4c3c0b915393dc52aea9b2b20c49',
                'ef5af4d4e770bcad4c2cdb82a54c5b7398007bffd9373b4cd317092b352e54bb'
            ),
            (
                'validation.weather', 'verified', 100,
                '18f317fa59368f37e34ab278a747c3ddaf664d4fdec9ca1d0936a5f251b09829',
                '6b3a99aff12ab6c61883f6dc47c86a0c4187e64feaa5cae1abea8b7ee946f9d3'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback);
END
$register_steps$;

COMMIT;
