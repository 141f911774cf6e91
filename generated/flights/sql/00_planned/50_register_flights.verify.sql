-- Registration of Flights of New York
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
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
            AND m.plan_hash = 'ddc19980c51e3d1b18eecd354a4a2a887313353ffe5d8eec881fc196d97e3b09'
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
                'contract.airlines', 'planned', 42,
                'b9ec2d1be973812b69af710f10b5fb532b7d5596b8a90df34cd3863b2ad9f154',
                'ddb820785af8fdb70abe7596379e59a4b98de3c0b19d10e245d38048e3373cbb'
            ),
            (
                'contract.airports', 'planned', 43,
                'b836d275eddc57d5be097357a7ed4a923dd26ad9aeb23807c0f71c4e1abf05fe',
                '18f406a10610a94abfb3cf3be84696ecd3501cd05cfe9e691d8ab376ce7a4afd'
            ),
            (
                'contract.flights', 'planned', 44,
                'b6b25f460052cf47292b5da1f102c0b02e24cc3220c30c638be463d5f2c2bcd2',
                'ac805a5fbac7ed5da4b02f96797242c797e86e6129851f208d18991b2bc985ed'
            ),
            (
                'contract.planes', 'planned', 45,
                '2dfa980a1dd1812da44165ff69dcf9db15ab1df7d28fe4bf87d3e000f5f13f2d',
                'af455f94c01b0aabcbd02e3e0124fcf5f67aa95bb579ecf6263031293f062183'
            ),
            (
                'contract.weather', 'planned', 46,
                '9d4905275592496c08991ddf56e1bc61be7d8f262813f0f3900117879a24e592',
                '59b7867c2a2085269364cc70b8bd27a03db42c4d1db6da70c94f39e99f84b965'
            ),
            (
                'schemas.flights', 'expanded', 49,
                '0ac9f0dc0c1cf0430bafaba8ef5b74021efd601815e065d20dd696d39bc98d97',
                '57476a1cb35811f097f6399c477c63cf1bc0f4b63555b26bd5e912450d42f3f6'
            ),
            (
                'role.flights_app', 'expanded', 50,
                '1b68a2387ecde7ac90b9159f65903e2ecfd32c3ac44c4bb08af1032e2d945dbb',
                '1f0826de90ec92a987acf2cd72c2b1ba6d923c979f7b6a459042c9bcfb36c0a1'
            ),
            (
                'role.flights_reader', 'expanded', 51,
                'ec39756efe7212bf99408842eb7a31c508531979cea19f58253d1a63ec7be629',
                '5bb0415ad05f02c04193e6b8599bcd096f56c48710b0e9e17900e92875399aee'
            ),
            (
                'table.aircraft', 'expanded', 52,
                '5fa86b92f6bb894cc24ab6c155f4351fcf2b0b2c780e91c6f2c15c1ac23484f1',
                '3b65da5cf8bc1a8ed8bbfeb620173404e76f474799c10b30d57acd0db871c655'
            ),
            (
                'table.airline', 'expanded', 53,
                'd3522405de308d2e7022e170eeba3ecb13143ce7648d33e09fc109c7852f1172',
                'dee1d155fd39dc4ef56cfc40e1c6c0f102cb49d81dfc958e591a7210f222e523'
            ),
            (
                'table.airport', 'expanded', 54,
                '2a2fc2107ea8f2e8e354c489a87d7ce47e41ac8b6d51bb9b7d42be6921fec8e9',
                'fdb043bb32654025e2826ad8ca51171ba2fa2f0573c77273c78202a709abc8fc'
            ),
            (
                'table.flight', 'expanded', 55,
                '5b291d38e8256407f03d1618fe8898d7e92ea5927b223fa89f63ed5189ac7946',
                '1ca73cdd51009dfe23e520f01bbc2dc4b5011fb8b4ea9e526cafad1344e56ba6'
            ),
            (
                'table.weather_observation', 'expanded', 56,
                '64c71892f9f3bcaffa42b054800d74711e23aad228294122d39f5c4f0000683d',
                '0feebeff2781d26f5ba06b77c98f62abdacec419fff97e43333333da17052b5f'
            ),
            (
                'partitions.flight', 'expanded', 57,
                'd27c76139900ffca5b6e80de56f5a798a527c7d6b9adf24cbe7ee44a505171cc',
                'cee1c5d7c8ce0ac6341033781434a9d62341acf4a4593ffe104c7333356896bf'
            ),
            (
                'mapping.aircraft', 'expanded', 58,
                'cc3377c37752df38403e94dfdf46e10ee9b2939ef0f798a10c86a16f20c46624',
                '883fcb4a3c9976c596f494f43341a3f5286898148caf13cd90287a957de4fb5f'
            ),
            (
                'mapping.airline', 'expanded', 59,
                '2a31efc60af192a1bf9db39d1cca66d32451e43f302886b20bbebcd95aee7b90',
                'a68dceb6563a483d750bc4c9c43f061f9b41ecbbe53ef920bcbf202651c54ff8'
            ),
            (
                'mapping.airport', 'expanded', 60,
                'e852ea460b0f48b7aa13624e3333df20690cf146c23bb14c42e55e4d78324f59',
                '142a058e25ac0f25827b6689b7a63da085bf8a4a0804aa6d7a8ec20c0a275319'
            ),
            (
                'mapping.flight', 'expanded', 61,
                'ad3bec3e78ef6dfb7cba268088dc764007c686ef0eb1c817b32a6f11b0d6f352',
                '19e035fd5af4eb244ef0073ce54f3f7c8ac0d131c664166e0a1f7b987011f70f'
            ),
            (
                'mapping.weather', 'expanded', 62,
                '74fc2ddba3c1f18d8e264d0d06f51ff1fdac29f65dc311f2b1e006d4562d297a',
                '6b330e32e31c83f1c2b85fd7979414d2eb5bb3d311b5125a82c78286fd89e71c'
            ),
            (
                'bring.aircraft', 'capturing', 63,
                'b37df4c19fc9075af8011d91cc21c1e13ed426f8deb5c005615a8a3742995bb2',
                '085ed201f2ee211910a1276905b7d2a2de98181f0a02015464597911fda55c5a'
            ),
            (
                'bring.airline', 'capturing', 64,
                'f3ec4d05839f1b90b408bd8971fa23b99067fec85e8aadcdf3ff148302c9b8bf',
                '6d6b30d12f0ef9f5c79d02b688d8920e715ec4d52fe69b86b77eb78d79c3fb93'
            ),
            (
                'bring.airport', 'capturing', 65,
                '3e2d8045b6bfa42867b7993d65058e5dde260faa6fc7c3d79f469c03a2346d49',
                'bd55db7c0cd9ebc8a6cfabcade67cf8dc133907628b727900fb20cc37bed93d9'
            ),
            (
                'bring.flight', 'capturing', 66,
                'b1a6ec56093017dadb61a09fad24cc36f4683dbb3ce0664c7400ea2507fa943e',
                'a420e4a5d06f0b7a6f7cafd23f4c9bec38bae6eb8d8032fcd6af17e3031a9a16'
            ),
            (
                'bring.weather', 'capturing', 67,
                '3c4179706bcf79307da584b5a0d6a9153beabed94d82d5ec48e911ff6d5eaece',
                'ea411b24ac166f467cf1e0beb672c954bc32afcabecb4939edf12a46af4e98eb'
            ),
            (
                'capture.aircraft', 'capturing', 68,
                '4f495a2003ad5fde2693df2cae5644bbe8494c47f58cc20a3cb6de5ba4ed0716',
                '8565568a4c692044fd06f6128eebee0387b9047d1c393b6015477f749d9cd076'
            ),
            (
                'capture.airline', 'capturing', 69,
                'f1da73b2acbe52dc76688b063d9937470da20877c2e9ac8828af324cf95233d3',
                'f699302efddf823bd9f8cf56e15e81e3bc0cfbd1bd9af69fdc3d88589cc49e6c'
            ),
            (
                'capture.airport', 'capturing', 70,
                'cd5d3153393245e94488fad4b5e8f4af7482c8d4bcd26f21c5b8c7ca47f71072',
                '7bd8049bd0aa4f89363ca9d4e5da60ebe3bb8183f40bdf3bc251b814db56ba60'
            ),
            (
                'capture.flight', 'capturing', 71,
                'cbe5f0d81974ba9007246031446b404bad748bbfb150c867bc7f382b520c7e8b',
                '6703f2e324002a218b1ae64d898c5481f69b817aa7b791e8e27a27748d08e275'
            ),
            (
                'capture.weather', 'capturing', 72,
                '9c6bedf41c80d98d102415b891f2df0c4b3562063d146b72e35ffe6ef9007959',
                '87802e6125814be397dd73500c3fabfff4b24f9376e389875284c1df262faa43'
            ),
            (
                'copier.aircraft', 'copying', 73,
                'ef04cb9390b8457b6ec9543ef09cb10d24cc0ab6f9ab0daa97e9247b340fcdf5',
                'fc54c7fd3c2bca5917e8dd7a83df3083aadf03a2c7992a99755e8caabb9cbb8b'
            ),
            (
                'copier.airline', 'copying', 74,
                '115c02146df4f1eaada0825bde69ca83e5ca47a462e3a4629a8d86ad3f7d01c1',
                '2dffda3dbf61036e0489cd39494a5e9657a2d09d7ec13efabf4f31e5c5b91351'
            ),
            (
                'copier.airport', 'copying', 75,
                '323a2dc92a5c9d8933cecf4ed01644ba112b3039d899579f5f789b32e0f6308c',
                '00cb0883284a6bd838a02b033ce373b5570feaaa348f330ab6e47e1755ed454a'
            ),
            (
                'copier.flight', 'copying', 76,
                '07e64b072721a1749132c24849962a4a24e68ca2dd3078461c6f776c9c95484c',
                '82f4160e5d3f1745548523ec2f770d5fa5afef0735f92bcf5779e10c8b9afb64'
            ),
            (
                'copier.weather', 'copying', 77,
                '8ff9c49939fb5f4282314a0ef33f11a13d0c583a51b25f6ddae0e99fa98eacb3',
                '9f6e2ec619d23c2065aa29996dab4efad8f8df5ba1bdc45482d82f3af4fda1b3'
            ),
            (
                'backfill.aircraft', 'copying', 78,
                '38a768b576802e8239bac98d88c2748093a473e6a69d1e4dff05981bbc562dab',
                '32b47eadf2f85e70144dee0bf9bb7a40e84c5ad10d05926be9d8d5a365ea889c'
            ),
            (
                'backfill.airline', 'copying', 79,
                '2115e03fb8ef535281948b3ff7ec4e04ca7bc7d7497820b48e9b2d6ef5718b4b',
                'c6d4b42793be40e618f853d861a0652604a1a565d2ab557c07fd83006d1e49ec'
            ),
            (
                'backfill.airport', 'copying', 80,
                '0df088801c3ffc7facc988f5f0d43d0f9383b9beca5786e58f575e961f6be730',
                '4839c8731df2ece23c11b531e5899ad6a78157872c402791e62415f8df8bb452'
            ),
            (
                'backfill.flight', 'copying', 81,
                '7080fe092ee3fe5a09036796f327471861956a396c691e5a7259674d2e3cb387',
                '1e9d8114597e0d6868e3c814d2d8c643317f841f471e4f53e2c75303270f26f5'
            ),
            (
                'backfill.weather', 'copying', 82,
                '6f1fce7c753ed1bbbebed85f92836b19d1b07594962d29c8343a4f15ed117129',
                '07385975de0f9d7c0edc40f2134e57bdf073574c63e9eea264971c6718e75136'
            ),
            (
                'settle.aircraft', 'copied', 83,
                'f31eeace14b2a5c0903eda42c913499c1c98c69c860bad79e10baa4dcd1a4b45',
                'd186d469eea1717c1e913214f8f6866eefcae94c4328139c47bcb84c61fbca8f'
            ),
            (
                'settle.airline', 'copied', 84,
                '595c86bc51d1e3778c963dfb6533a4c809f22cc3664e54d304f29f36d9d50ec0',
                '13b630729511fe1da6bd80d00dc677dca1dfe68f42afb6e7be9b77dd0b269513'
            ),
            (
                'settle.airport', 'copied', 85,
                '37c205cad2f6844d149e5537d6fadd31ebfdaee544e9c7f6158b86bfd4c6c86e',
                'de82f1c2694b47653aea0a8a1f2aa55d48a5e4824f90d0b21adaf7ec4ff67745'
            ),
            (
                'settle.flight', 'copied', 86,
                'beff173e43fa266a9b844d0f4d1d5df1f23e962fca4da64bf631b38b5879d50b',
                '77bbd65db5281421146921d19d8f9f31970d26752e1e3030dbfa4562613b5066'
            ),
            (
                'settle.weather', 'copied', 87,
                '930c61abf26446c972773d680a19204e91d3f1a6697c1e3f2e5ac5c3aab48c25',
                '027ee900efb51af32c0e65286871cd56b5eec1ff966b01b4d53d1b02c56ce45f'
            ),
            (
                'validator.aircraft', 'verified', 88,
                '3754909cfcb8ac64e7273db984a36deb8a513943f64a595b851191b798a43b5c',
                '8171e8e228d711ca28aeaaf554ceb57c445a8aa43d60f363f8969db61c4339d8'
            ),
            (
                'validator.airline', 'verified', 89,
                'aea79cb77f3aa64607b403ee801b82eb62a5c2c449ec729c9e8f4f055788e3a8',
                'ad17f8aa184813025c1c0d2f738c91d66caea6d3a3ba9e26321d2674c61db726'
            ),
            (
                'validator.airport', 'verified', 90,
                'f596219cd4bb904465e4158ab87dac4799b3d47c447172d093ea38b8f0dbfaf0',
                'cdb3a0a0abfa235b126f9ee74917f1b77763d3d2a7c983cd56515ee939886ca3'
            ),
            (
                'validator.flight', 'verified', 91,
                '3dc8e4682122724b0a065b15a4bcaba939fc6fcd709fff32253df68a8334d0f6',
                '7101922d0be78a98d13c7c85e836aad0e65cea645c23315debb27162c363cd72'
            ),
            (
                'validator.weather', 'verified', 92,
                '5d56763477f394f91f4160bce425e801a70a0fb98801fd833da09fd375d9d39a',
                '1b4e2aec08917f301a9bae3d5d5fd1da82884801b15a0b86380f7bf5cecd5884'
            ),
            (
                'validation.aircraft', 'verified', 93,
                '2adbb878301851afd6aed97449cae09120c6aba517ea74c30503637400fa2d16',
                '34e844e8410b318e80c896081c1d2a8fc3ef68a552daac760b0bb1a5816ca503'
            ),
            (
                'validation.airline', 'verified', 94,
                '6ac533efd1a769bae77803c3118f8d64497b9540a6ba676300783c984bdad778',
                '30bba720399140068d2faadb56bbef72d2cdd95efdc3882a660b951d59825c07'
            ),
            (
                'validation.airport', 'verified', 95,
                '6322814ac38c5828b7f6b3756651a496fd60ee2742905cdc8cd0d0b56f78d3d0',
                '361331c2f01dda89c488bcd1f4505273aa452721544eb2a9a8976a6de347610a'
            ),
            (
                'validation.flight', 'verified', 96,
                '89a0141c3e7ceadd6239ad0d79b541cfa12d621c11b249894f036346163d4d38',
                '9f5036c5d73a15b8888b86db681b2b764d14144f1dd9d784be44f7b0b783782e'
            ),
            (
                'validation.weather', 'verified', 97,
                '965aed27c87f031436e36bde74f3ce0f83d0870eb6f47bddd18f7c5910b23f90',
                'e3a4c6d32add57983e78e327e204be82b27b57aed1a73156ca290c9945b77a94'
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
