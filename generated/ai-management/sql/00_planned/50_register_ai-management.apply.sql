-- Registration of AI management
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_register_ai-management.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'ai-management',
        '0fc1493750b38978cf5a2eac88746641678bc03e5ac12b6cc6caa6438598359a',
        'a6d8e089d4bbad6a71c610116f1a699718b711fbce442e00ae74631afa6f7200',
        'changeover 1'
    );
    PERFORM migration.register_data_set('ai-management', 'costs');
    PERFORM migration.register_data_set('ai-management', 'settings');
    PERFORM migration.register_data_set('ai-management', 'debugging');
    PERFORM migration.register_data_set('ai-management', 'analytics');
END
$register$;

--: Register every step, with the hashes of its files, and forget those that the specs lost.
DO $register_steps$
BEGIN
    PERFORM migration.forget_other_steps(
        'ai-management',
        ARRAY[
            'contract.ai_configs',
            'contract.analytics_events',
            'contract.billing_data',
            'contract.cost_allocations',
            'contract.debug_logs',
            'contract.error_tracking',
            'contract.model_settings',
            'contract.performance_data',
            'contract.performance_metrics',
            'contract.prompt_configs',
            'contract.usage_logs',
            'contract.user_metrics',
            'schemas.ai-management',
            'role.ai_management_app',
            'role.ai_management_reader',
            'table.ai_analytics_events',
            'table.ai_debug_events',
            'table.ai_features',
            'table.ai_latency_summaries',
            'table.ai_model_prices',
            'table.ai_model_settings',
            'table.ai_models',
            'table.ai_performance_samples',
            'table.ai_providers',
            'table.ai_spending',
            'table.ai_spending_allocations',
            'table.ai_usage_logs',
            'table.ai_user_metrics',
            'table.feature_model_assignments',
            'table.prompt_variables',
            'table.prompt_versions',
            'table.prompts',
            'partitions.ai_analytics_events',
            'partitions.ai_debug_events',
            'partitions.ai_performance_samples',
            'partitions.ai_usage_logs',
            'mapping.ai_configs',
            'mapping.analytics_events',
            'mapping.billing_data',
            'mapping.cost_allocations',
            'mapping.debug_logs',
            'mapping.error_tracking',
            'mapping.model_settings',
            'mapping.performance_data',
            'mapping.performance_metrics',
            'mapping.prompt_configs',
            'mapping.usage_logs',
            'mapping.user_metrics',
            'fence.ai_configs',
            'fence.analytics_events',
            'fence.billing_data',
            'fence.cost_allocations',
            'fence.debug_logs',
            'fence.error_tracking',
            'fence.model_settings',
            'fence.performance_data',
            'fence.performance_metrics',
            'fence.prompt_configs',
            'fence.usage_logs',
            'fence.user_metrics',
            'fact.cost_of_calls',
            'fact.latency_of_services',
            'fact.longest_answer',
            'looked_up.ai_configs',
            'looked_up.analytics_events',
            'looked_up.billing_data',
            'looked_up.cost_allocations',
            'looked_up.debug_logs',
            'looked_up.error_tracking',
            'looked_up.model_settings',
            'looked_up.performance_data',
            'looked_up.performance_metrics',
            'looked_up.prompt_configs',
            'looked_up.usage_logs',
            'looked_up.user_metrics',
            'bring.ai_configs',
            'bring.analytics_events',
            'bring.billing_data',
            'bring.cost_allocations',
            'bring.debug_logs',
            'bring.error_tracking',
            'bring.model_settings',
            'bring.performance_data',
            'bring.performance_metrics',
            'bring.prompt_configs',
            'bring.usage_logs',
            'bring.user_metrics',
            'capture.ai_configs',
            'capture.analytics_events',
            'capture.billing_data',
            'capture.cost_allocations',
            'capture.debug_logs',
            'capture.error_tracking',
            'capture.model_settings',
            'capture.performance_data',
            'capture.performance_metrics',
            'capture.prompt_configs',
            'capture.usage_logs',
            'capture.user_metrics',
            'copier.ai_configs',
            'copier.analytics_events',
            'copier.billing_data',
            'copier.cost_allocations',
            'copier.debug_logs',
            'copier.error_tracking',
            'copier.model_settings',
            'copier.performance_data',
            'copier.performance_metrics',
            'copier.prompt_configs',
            'copier.usage_logs',
            'copier.user_metrics',
            'backfill.ai_configs',
            'backfill.analytics_events',
            'backfill.billing_data',
            'backfill.cost_allocations',
            'backfill.debug_logs',
            'backfill.error_tracking',
            'backfill.model_settings',
            'backfill.performance_data',
            'backfill.performance_metrics',
            'backfill.prompt_configs',
            'backfill.usage_logs',
            'backfill.user_metrics',
            'index.feature_model_assignments_legacy_key',
            'index.idx_ai_analytics_events_experiment',
            'index.idx_ai_analytics_events_feature_event',
            'index.idx_ai_debug_events_feature_time',
            'index.idx_ai_debug_events_open_errors',
            'index.idx_ai_latency_summaries_feature_period',
            'index.idx_ai_performance_samples_metric',
            'index.idx_ai_usage_logs_feature_time_cost',
            'index.idx_ai_user_metrics_day',
            'index.idx_feature_model_assignments_lookup',
            'index.idx_prompts_feature',
            'index.legacy_ai_configs_service_name_environment',
            'index.legacy_analytics_events_event_name_occurred_at',
            'index.legacy_analytics_events_occurred_at',
            'index.legacy_billing_data_period_start',
            'index.legacy_debug_logs_created_at',
            'index.legacy_debug_logs_id',
            'index.legacy_debug_logs_request_id',
            'index.legacy_error_tracking_id',
            'index.legacy_error_tracking_last_seen',
            'index.legacy_performance_metrics_id',
            'index.legacy_performance_metrics_metric_name_9102021f',
            'index.legacy_performance_metrics_recorded_at',
            'index.legacy_usage_logs_created_at',
            'index.legacy_usage_logs_id',
            'index.legacy_usage_logs_service_name_created_at',
            'index.legacy_usage_logs_user_id',
            'index.legacy_user_metrics_metric_date',
            'index.prompts_legacy_key',
            'foreign_key.ai_analytics_events_feature_id_fkey',
            'foreign_key.ai_debug_events_feature_id_fkey',
            'foreign_key.ai_debug_events_model_id_fkey',
            'foreign_key.ai_debug_events_provider_id_fkey',
            'foreign_key.ai_latency_summaries_feature_id_fkey',
            'foreign_key.ai_model_prices_settings_id_fkey',
            'foreign_key.ai_model_settings_model_id_fkey',
            'foreign_key.ai_model_settings_provider_id_fkey',
            'foreign_key.ai_models_provider_fkey',
            'foreign_key.ai_performance_samples_feature_id_fkey',
            'foreign_key.ai_performance_samples_model_id_fkey',
            'foreign_key.ai_spending_allocations_feature_id_fkey',
            'foreign_key.ai_spending_feature_id_fkey',
            'foreign_key.ai_spending_model_id_fkey',
            'foreign_key.ai_usage_logs_feature_id_fkey',
            'foreign_key.ai_usage_logs_model_id_fkey',
            'foreign_key.ai_user_metrics_top_feature_id_fkey',
            'foreign_key.feature_model_assignments_feature_id_fkey',
            'foreign_key.feature_model_assignments_model_id_fkey',
            'foreign_key.prompt_variables_prompt_id_fkey',
            'foreign_key.prompt_versions_prompt_id_fkey',
            'foreign_key.prompts_feature_id_fkey',
            'settle.ai_configs',
            'settle.analytics_events',
            'settle.billing_data',
            'settle.cost_allocations',
            'settle.debug_logs',
            'settle.error_tracking',
            'settle.model_settings',
            'settle.performance_data',
            'settle.performance_metrics',
            'settle.prompt_configs',
            'settle.usage_logs',
            'settle.user_metrics',
            'restored.ai_configs',
            'restored.analytics_events',
            'restored.billing_data',
            'restored.cost_allocations',
            'restored.debug_logs',
            'restored.error_tracking',
            'restored.model_settings',
            'restored.performance_data',
            'restored.performance_metrics',
            'restored.prompt_configs',
            'restored.usage_logs',
            'restored.user_metrics',
            'oracle.ai_configs',
            'oracle.analytics_events',
            'oracle.billing_data',
            'oracle.cost_allocations',
            'oracle.debug_logs',
            'oracle.error_tracking',
            'oracle.model_settings',
            'oracle.model_settings_ai_model_prices',
            'oracle.performance_data',
            'oracle.performance_metrics',
            'oracle.prompt_configs',
            'oracle.prompt_configs_prompt_variables',
            'oracle.prompt_configs_prompt_versions',
            'oracle.usage_logs',
            'oracle.user_metrics',
            'validator.ai_configs',
            'validator.analytics_events',
            'validator.billing_data',
            'validator.cost_allocations',
            'validator.debug_logs',
            'validator.error_tracking',
            'validator.model_settings',
            'validator.model_settings_ai_model_prices',
            'validator.performance_data',
            'validator.performance_metrics',
            'validator.prompt_configs',
            'validator.prompt_configs_prompt_variables',
            'validator.prompt_configs_prompt_versions',
            'validator.usage_logs',
            'validator.user_metrics',
            'repair.ai_configs',
            'repair.analytics_events',
            'repair.billing_data',
            'repair.cost_allocations',
            'repair.debug_logs',
            'repair.error_tracking',
            'repair.model_settings',
            'repair.performance_data',
            'repair.performance_metrics',
            'repair.prompt_configs',
            'repair.usage_logs',
            'repair.user_metrics',
            'recheck.ai_configs',
            'recheck.analytics_events',
            'recheck.billing_data',
            'recheck.cost_allocations',
            'recheck.debug_logs',
            'recheck.error_tracking',
            'recheck.model_settings',
            'recheck.performance_data',
            'recheck.performance_metrics',
            'recheck.prompt_configs',
            'recheck.usage_logs',
            'recheck.user_metrics',
            'validation.ai_configs',
            'validation.analytics_events',
            'validation.billing_data',
            'validation.cost_allocations',
            'validation.debug_logs',
            'validation.error_tracking',
            'validation.model_settings',
            'validation.model_settings_ai_model_prices',
            'validation.performance_data',
            'validation.performance_metrics',
            'validation.prompt_configs',
            'validation.prompt_configs_prompt_variables',
            'validation.prompt_configs_prompt_versions',
            'validation.usage_logs',
            'validation.user_metrics',
            'fact_comparison.cost_of_calls',
            'fact_comparison.latency_of_services',
            'fact_comparison.longest_answer',
            'names.ai_configs',
            'names.analytics_events',
            'names.billing_data',
            'names.cost_allocations',
            'names.debug_logs',
            'names.error_tracking',
            'names.model_settings',
            'names.performance_data',
            'names.performance_metrics',
            'names.prompt_configs',
            'names.usage_logs',
            'names.user_metrics',
            'reconcile.ai_configs',
            'reconcile.analytics_events',
            'reconcile.billing_data',
            'reconcile.cost_allocations',
            'reconcile.debug_logs',
            'reconcile.error_tracking',
            'reconcile.model_settings',
            'reconcile.performance_data',
            'reconcile.performance_metrics',
            'reconcile.prompt_configs',
            'reconcile.usage_logs',
            'reconcile.user_metrics',
            'in_step.model_settings',
            'in_step.prompt_configs',
            'reverse.ai_configs',
            'reverse.analytics_events',
            'reverse.billing_data',
            'reverse.cost_allocations',
            'reverse.debug_logs',
            'reverse.error_tracking',
            'reverse.model_settings',
            'reverse.performance_data',
            'reverse.performance_metrics',
            'reverse.prompt_configs',
            'reverse.usage_logs',
            'reverse.user_metrics',
            'parked.model_settings',
            'parked.prompt_configs',
            'dependants.ai-management',
            'statements.ai-management',
            'switch.analytics',
            'switch.costs',
            'switch.debugging',
            'switch.settings',
            'finalize.analytics',
            'finalize.costs',
            'finalize.debugging',
            'finalize.settings',
            'hold.analytics',
            'hold.costs',
            'hold.debugging',
            'hold.settings'
        ]::text[]
    );
    PERFORM migration.register_step(
        'ai-management', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback,
        s.data_set
    )
    FROM (
        VALUES
            (
                'contract.ai_configs', 'planned', 70,
                'a45c6beada2c0cde0e34d9f6175e704cc0f36de55efdbf92a65d844096bcf96b',
                'd8910f42e76dc4ab691f1f1899a2b92e4a99e171738c131dfd73fcdcf687b7bd',
                NULL
            ),
            (
                'contract.analytics_events', 'planned', 71,
                'ac550cc56251fc0f9a9c109456260394dec65ef6419650e6d629cf59ecfa27a4',
                '9ac7626d763350d1896614037ca9aab02504ff2fd9ff3514d278d395d429eddf',
                NULL
            ),
            (
                'contract.billing_data', 'planned', 72,
                'fc57389d57ba2fc546781afde79c2925110ba6eadf30b75d68e2247d0ec93901',
                'ddfafd628957efca7f045c3fd3d0f3696be4cb9103c070dcb7529d5dd297a17f',
                NULL
            ),
            (
                'contract.cost_allocations', 'planned', 73,
                'ddf70eaae2db6cd5ccff501fd96476e69b0f3e543d74850dab141247d25ed163',
                '7eeca782709526795d20f68cf86d1557cce35c35c73d9f93516e8f5f81d4076b',
                NULL
            ),
            (
                'contract.debug_logs', 'planned', 74,
                '95466c80363310d24ee7bf880e5120e884c23b4b33423bf248d47c0a9c684b7d',
                '8809ac38d455b2f80481bff4ec30ac7492301ffb0b40a8c3bab2d451b8848144',
                NULL
            ),
            (
                'contract.error_tracking', 'planned', 75,
                '3d5cca68fa16032829441cf4720391863e3820a150cbe07cd4ffcd14d2b85859',
                'f370262b6e450ec6e419f0f9679d20a8b074b2fa3ac44a33610feba3d98202a2',
                NULL
            ),
            (
                'contract.model_settings', 'planned', 76,
                'a565cd1e789fe7be638e32a5826b674d7d7f0c62c10468903083e3a1d5e929ec',
                'ea8122113bd0724cfa911c560d5bfaa3c8b7e756f76ec8c972e8efb6bdfd2bb3',
                NULL
            ),
            (
                'contract.performance_data', 'planned', 77,
                '18df427c33ff821a1bb5e92bd04ded3f8f3ac37f8b29b9f7db98df0f77447ffc',
                'b31fd837f5656975a80313d2eb3320f611a402f66e47ae8846e641f31e943498',
                NULL
            ),
            (
                'contract.performance_metrics', 'planned', 78,
                '06e401718ebae9fb89b5202e1b669bee3506e1a474292265b3be57c41b811b6e',
                '80d61c49de658346b3dc0f431ab9a6782f6689662cfb885afbb4aea11d108811',
                NULL
            ),
            (
                'contract.prompt_configs', 'planned', 79,
                '9b2595477249537601125b8775e8884e8ca6292f0f5f75eb9d2f30d9b364b704',
                '982d81786658ef24bd71bec5afb51c12146298780c4220ec3f87cc9e2d259721',
                NULL
            ),
            (
                'contract.usage_logs', 'planned', 80,
                '6c6a5d6bd3141ba1eace615b11b3bb1f992cb33e2cc76d3797c2e24b3b2b0f68',
                'a3f9625c38c41ec8475610d7cdea0a3d8435f0766d0fb846a28b3422ac646899',
                NULL
            ),
            (
                'contract.user_metrics', 'planned', 81,
                'f49ad3d304ef69b2747cf9f2da46c5617b90269f77aaa43031204a3e28e44427',
                '8a38c7285769c9a4115e0b13cf65c6230d82b0de62164dd2bd8e958665029962',
                NULL
            ),
            (
                'schemas.ai-management', 'expanded', 91,
                '205a12b3eddc2cd4de6b8d9cc20a1fe7afbe80b31e55321bd9b0618a2bde8e88',
                '6ef02161114e1f45adbd4f93daf0180d637ecc8d8457960e486c85e832fcdf70',
                NULL
            ),
            (
                'role.ai_management_app', 'expanded', 92,
                '097f94b4b9cfd7587a07d61308431c7ad92bfb5a5d939ebd7d098b97ad17c706',
                'f51174c09b7daf480342382d633234678be122b93f41b7f5ec9d1a38528c1e6f',
                NULL
            ),
            (
                'role.ai_management_reader', 'expanded', 93,
                'a6a4e4909b0555acb69bcd4fee17acae7960b4f9616e87224f1245302a84d1fb',
                '969368c52d6485ce90ba248a554c68c7b3a87ac3c1d5f9b901d4177258d05280',
                NULL
            ),
            (
                'table.ai_analytics_events', 'expanded', 94,
                '4494f714133f468141ed7e7bd53b61dadd72d20ad26e261a80dbd725e33d3132',
                'a9bcb4a5c7e7be038422402bfc9b7b76156d60071dbadb6b83afbf0b86e2a2d7',
                NULL
            ),
            (
                'table.ai_debug_events', 'expanded', 95,
                '25d2e32c6c0f600b4bda9e674db66c6d632686c877c49319cc90200d0a931147',
                'ade8b9a123e32de6170990c1a15454e2810a728d2b934fc6bb72f7f28014651d',
                NULL
            ),
            (
                'table.ai_features', 'expanded', 96,
                '0317a2fa7a03aa1eba016d69ab271888e657046b533013d80aff2c9510d183b2',
                '5e68b9c5dc120720344c93c43b6cb5528e09dafd89511166213d4505ecd13e98',
                NULL
            ),
            (
                'table.ai_latency_summaries', 'expanded', 97,
                'b2fd9569f10874d1b8a90a0af0b7b9661d301902599e1b899f9faf05cdf94c03',
                '58b57df6328b0998e423f4156039e2fda0488f6a0e3b684d20c368ebe6af8997',
                NULL
            ),
            (
                'table.ai_model_prices', 'expanded', 98,
                '239c4bfc1d65d144c12fc9b267496a3df8220c3814a36c620ff8f9ed8afd162f',
                'e66da19a23f5af3563629e869458b214ea70791ff2a096eef9d01bfa86415e59',
                NULL
            ),
            (
                'table.ai_model_settings', 'expanded', 99,
                'fae85487f069a99d2f6bb7a617f3b32777887699a5d4e6d9db20077eb0fa5612',
                '3d60fd3ab044899f17f7ff3ec38859afc2101e769d23793348eb5ab208f906e0',
                NULL
            ),
            (
                'table.ai_models', 'expanded', 100,
                '30acda10a8b214976ff9b9d51c8e47190f1c8e06297d7fc7e9d20c98182cfdad',
                'd4fa44eab13daed672ed1af2b985abd5ec5cbc19bec382fbb189d5c504a03ee1',
                NULL
            ),
            (
                'table.ai_performance_samples', 'expanded', 101,
                '52088bacd5a68af3b25b1b1dea21cf667c1f6c15eed71ab080dfd835cb47aa74',
                'e199c7e9e30665644aea773898b06ddfa6416655352e4244ab072d414073fe24',
                NULL
            ),
            (
                'table.ai_providers', 'expanded', 102,
                '4d392d4331679c0650f2e09e944e208ad571a7184cc3e3e41ace5071cd358d9c',
                '8fdf90d98a76656d7959cc5b4098cac54138ead73de82412b7a07108efab7018',
                NULL
            ),
            (
                'table.ai_spending', 'expanded', 103,
                'fa0d7856d90b16c3e243e0c052ab5a418ddcd7b31c5e95acb24b150fae3cf3b6',
                'c1601b59c2496b9562078c85c354d8389adad3aa6ea53a5734e455f92201758d',
                NULL
            ),
            (
                'table.ai_spending_allocations', 'expanded', 104,
                'bfd7409fdbde8734457b14ed2275b79ee1528cff4befd563a98ecd969e9422c8',
                'e5912de30aa3dbff41c6eea75defb82abeb7565d4ed6766448b198690660cea5',
                NULL
            ),
            (
                'table.ai_usage_logs', 'expanded', 105,
                'fc4b0d39c2baa074337a7998d450b41675bcbed672d005c0b55cdc205009b65a',
                'c351b1348ef7c2894b3acf94100bd44aeb4e6289e3344ab4330f11921d31f0dc',
                NULL
            ),
            (
                'table.ai_user_metrics', 'expanded', 106,
                '1d444a177fdaf35dd74ad849a9e659a2d7c23890bea4ae226732737d187b81bb',
                'f2ef5a6e23fea38eca1acbfc483942cc53ab044f7a6192b25d4cd3fc77d0469d',
                NULL
            ),
            (
                'table.feature_model_assignments', 'expanded', 107,
                '25e6a61f5ea07ff2b7ba7da9cb575dbd8c92c7a6c127390420d80fe5d398ea1e',
                '0443a10001904716a2e9395b37226b4dbf8d7690fde8cf18de7d5bd4098bc2af',
                NULL
            ),
            (
                'table.prompt_variables', 'expanded', 108,
                '77344c43c1f2e675f3ad0544bd640e9a8fad0ed1412f33c3b33d2dcf586a64ed',
                '01eece9711c283be8f7e6b4298ae11225cdb72d8c1ddef5d1c62dda85d0c9453',
                NULL
            ),
            (
                'table.prompt_versions', 'expanded', 109,
                '28302a01d830b95d81490cda782bbd24ee82aa77b2793108de46445405c6489c',
                '27f8e009e8e68a7cecfa226b92e6c97875a951790ca4538548bd445a0902b1e0',
                NULL
            ),
            (
                'table.prompts', 'expanded', 110,
                'a6357671224db0cd14f305996e2dcfb51e680026e3a7c190d6ab342361f8bfe4',
                '060e919e65410092dfbebc80abe75ecb11892c37a9e48f1b4600a50963b36612',
                NULL
            ),
            (
                'partitions.ai_analytics_events', 'expanded', 111,
                '15d1d4795e70375e638badc71a773a02f67c3e34d169c66590bb64ec90afea5e',
                'da323026c134de0d2bf9c9e992d9891b822201ef5414ad672876ce04be01325b',
                NULL
            ),
            (
                'partitions.ai_debug_events', 'expanded', 112,
                '20a9a581463b33bb144c864c4b93f9f8015bcc65b651e6b3a6f92881db330033',
                '178fa1293d0035f706f7e67e3b52194532a2038bbc8a91103fd9026a75e753d5',
                NULL
            ),
            (
                'partitions.ai_performance_samples', 'expanded', 113,
                '237dc4925c9e469fbf7bbbf814c6e5194d90aad2fb3d2fa84b1cb9e9b1eeebdb',
                'ab2aed39fb3c4e026942e7487f7db940e196ec16378cda091f158c88c2f9d408',
                NULL
            ),
            (
                'partitions.ai_usage_logs', 'expanded', 114,
                'e4c91c906a628a883aeaa2710da762f29390b48bb1a42f3a446658039cf588df',
                '3b01de6db7649681a875388f513d8cbc5ebbb173162aaa5b1bda60088d7ac564',
                NULL
            ),
            (
                'mapping.ai_configs', 'expanded', 115,
                'b5826b267e0c48b729b660286db4dded48dfe67728df6d86b18d7bdb0d5f7d3d',
                'b2e1f04071a23911052c4388dee1ef720bb604e2e9da8b5c5e6af533f99ce107',
                'settings'
            ),
            (
                'mapping.analytics_events', 'expanded', 116,
                '50ba0b2a4cf420d8498b48a4578bc473b2610aa0baf7f007c9088492f084a28e',
                '63a2804620467738373bdb261541c2ed7c63104a5f5aaf6bde6ac4b9c0cc253c',
                'analytics'
            ),
            (
                'mapping.billing_data', 'expanded', 117,
                'ae5a9e5ec1f232b9c0f2aec372bb9d858c2e7bf4085eba18a3412df786a8976e',
                '4f1b0c66f763804349fad06157bedc71f44bcd875994bb2ac87e07ea3837f5ab',
                'costs'
            ),
            (
                'mapping.cost_allocations', 'expanded', 118,
                '81c9b40e9712db469de296b62b86360a6e55bbd548b4b655e2e6f6fc266771ba',
                '382d6760263af16367b21940682ea723ac23140a62495332f86d16f3c1f0df2d',
                'costs'
            ),
            (
                'mapping.debug_logs', 'expanded', 119,
                'f584ce35af0685942599bd89fc2f20c0d4f8a3da1d3a4259f98f0d2231c4de2a',
                'b1ec735088358b12815b3b1789a708bab97ce099b40b519709b2bc6488ccfeab',
                'debugging'
            ),
            (
                'mapping.error_tracking', 'expanded', 120,
                '1dfe38525c2cbfed10e10c860759c66a19183bf862dc03051b71770bbc6acfbd',
                'e7b001c5b3eed3a54f5a23ece80ed813a7c6dec4f75ec1207d00f6b422ab24c2',
                'debugging'
            ),
            (
                'mapping.model_settings', 'expanded', 121,
                '77afe63f3c93ceb4e0f99281f4a56269ba9ce781a0d2935a6f391e0d2de210d7',
                '4f905e7f0317d7ca8b77ed91bc2b868a528ae31658f745e412e6f51455ac24d5',
                'settings'
            ),
            (
                'mapping.performance_data', 'expanded', 122,
                '8559845b82d5a23c155831b98a672eae146c5f9c7adce22089226d011a96ebd5',
                '84661c2bd767bb2937f31608f100a4b494a8819161cc9b7c28cceb6345a346f9',
                'analytics'
            ),
            (
                'mapping.performance_metrics', 'expanded', 123,
                '75234b47cce1f9b59536919d29b76963666ffd205b2e9d22f04df9e7f694d1d3',
                'da203a60f527b873cc4128827e16f4fd5c898442dae4ea6fe60fa776530058e1',
                'debugging'
            ),
            (
                'mapping.prompt_configs', 'expanded', 124,
                'cc4da698800b33321ebc4cccbeeded9e1306d7e34b558fae18bb480726c65a8f',
                '6da5ffdf06f4bec6bb1f802b39b8f52eed55d2ec8bacddbd0d80b5688f0fe79c',
                'settings'
            ),
            (
                'mapping.usage_logs', 'expanded', 125,
                '9bc3c7b4b15c3e3cc424b0c6f14ee0fec89519c86fdad3f4b4ff7a8f9762acd3',
                'b96535f28784bcfc65d0ce5d68da5a6c77a7eca15697b6a11abab077203d396f',
                'costs'
            ),
            (
                'mapping.user_metrics', 'expanded', 126,
                'bbf5d1dd4cb3d025783a70a107a8dc3f1a9f787447bf148195eada7f21dcc2b0',
                'd0a837d58eea4034a8f759936f24e952e0e2036268b1839192af9136b560feb9',
                'analytics'
            ),
            (
                'fence.ai_configs', 'expanded', 127,
                '58ec867179d8b06527dbd4483e6c30263253d1c034bb0702aaa98483d8d5bddf',
                'cdb68e2dcc698a7954200ef93ecb664225aa3eb51f5b5152b3b5b6e6a2f1b201',
                'settings'
            ),
            (
                'fence.analytics_events', 'expanded', 128,
                '8678a5470186cdffd2eb88a05b07b3a1c0add7d59af2b1c866887acc1b13bb7b',
                'e6dea86223901b36c76d0f0c9b4772985d560d53595870441e42ed724484739e',
                'analytics'
            ),
            (
                'fence.billing_data', 'expanded', 129,
                '1fa6ce29206e5e5202589f78b1b812b04db40f15b331db10a6ee724861503b85',
                'ca6e71b8e8e00b9a33cc3cee2435e94bea6f3b64b0c2b883a88df2d8f338b115',
                'costs'
            ),
            (
                'fence.cost_allocations', 'expanded', 130,
                'bdc59671882dedf68c39cfa12753512d497c898bb51194a884eeb8752a526f33',
                '260f17c0b96264f3778dc6712c73837993c1ca7762d633804d8080e1a3201dd0',
                'costs'
            ),
            (
                'fence.debug_logs', 'expanded', 131,
                'cc1b2d67ffb856b6d508582ba3b4a783f61a4f9b6682d73f42fc1020da508d73',
                '9f6c1f069235c17a570bdb400fe29ee1d3b4f0cf842925fa7d0760805f7912bf',
                'debugging'
            ),
            (
                'fence.error_tracking', 'expanded', 132,
                '05cfdfa6be8a66bcdedfd1e44a7972f4f637a46bbe81d08ad8b88c79388de21c',
                '6fe87521261a3ec94594d312b689eac7cbb256faeeb85a25c7013d3068b8f5e5',
                'debugging'
            ),
            (
                'fence.model_settings', 'expanded', 133,
                '2c01b1800c6efbfdc7e698d495bb9bf7027700348f91abd6db8f6a169ed75a81',
                '16355c869b4e4dc46c103cf5d140a7b2db7ecac16d7f4784ea97a6ed5cb0e646',
                'settings'
            ),
            (
                'fence.performance_data', 'expanded', 134,
                'c43a6c6f4c5b68c850830f5b2d27552d196d2bcdb0f72051b6e9812624cf4425',
                '579ed5027c974d34808af8fd4b1c8890b724802c0b199175dc98b4aed268a11f',
                'analytics'
            ),
            (
                'fence.performance_metrics', 'expanded', 135,
                'eae87423e0e09ea90b802c1f3848b8794e3567630d84fa8e4de5c358e5c3b809',
                '6ca1c52f76c1d0c8627e842506b77dc3a8fd4c0e92e3dde5e80a7c1b21a2671e',
                'debugging'
            ),
            (
                'fence.prompt_configs', 'expanded', 136,
                'daa709b94fe2909411d33701c7c205637a56e8b81eb2bbe2cf68d76e3592f8a6',
                '70b03d3245ea0fd5b1ac199283f7e2fbd8d0a1aa16f0892971c49182d7be30f9',
                'settings'
            ),
            (
                'fence.usage_logs', 'expanded', 137,
                'defa732e866b48b2e48c958ab693399bfb8ed25051f8443f98a9cc896fbf1e3e',
                '012ddd0c2d5b34c2981b20d6846784d2c4e91872ec659ac08b5c8129f443f6d0',
                'costs'
            ),
            (
                'fence.user_metrics', 'expanded', 138,
                'e1bd3aaf0c1da69036b8f58157e6d7c2ef34cd70119202b3d352cfb7ea51e95b',
                '5c46301308bf8d76bb368c1e45cf01bbb0a16e4f76c6c6dcac9537f2e46b5183',
                'analytics'
            ),
            (
                'fact.cost_of_calls', 'expanded', 139,
                '5bd055d63e8f8bbe8418244568f8061532ed099f362419f243d22b99c722d732',
                '8c5e11e2f9ead5d36ad985fb3bf8b9a4e38425786fa55829e2de54d665ffd224',
                NULL
            ),
            (
                'fact.latency_of_services', 'expanded', 140,
                'ce631f334508676a7537a24511dd5a6acdeec45b059f42e7508165d28976e0c0',
                '35f33a414c00bde9fbcf264594a4d7504b62f3dbfb9f99c91d8558d0c956791b',
                NULL
            ),
            (
                'fact.longest_answer', 'expanded', 141,
                '57e6d595d892eab70ed05552fa95899c2629cbc99bc4a69522c0a271f0715cd2',
                '43367df8b18d4f270dc4c6da970d7c3d9bcabb97c935e3e8c6c7c645b6659436',
                NULL
            ),
            (
                'looked_up.ai_configs', 'capturing', 142,
                'af585099be438b1c1bc4f90b85269ec6f204d8344bd8e3b380405d7499fb9a50',
                '23867c1c564c21141d883235c66489b32b7b0a6d09c82a2090cdc47431e2a6a7',
                'settings'
            ),
            (
                'looked_up.analytics_events', 'capturing', 143,
                'fb145056441229b6e93efed83d46ff08e9f4afeb507220d69db6c5ee6b4658fe',
                '8af767e991d1e8e3ad1a41171b2f555e7351f152494492cf41d60d4d8130e99b',
                'analytics'
            ),
            (
                'looked_up.billing_data', 'capturing', 144,
                '66c43505d5626a372ac195a61633aefd1e24d6c789d1b8471f2f86d83083f594',
                'f34bf8ee6b3429e49809b13358ab1ffdd88cfd106ad57cb3d8b7439b72ce3698',
                'costs'
            ),
            (
                'looked_up.cost_allocations', 'capturing', 145,
                'e0e90b1ea8a4e1429b510bf8ad0f302c803fd4debfb20e620e0fb5d24baea4c0',
                '29f45269c7c97ddd97d59de022aebe75e8df1aa1d372758290d4b4cd31097807',
                'costs'
            ),
            (
                'looked_up.debug_logs', 'capturing', 146,
                '71e81fa9152ed3c572eabda17ab303d199dc3d4690191b55d45ec25082ebe5e5',
                '0eb4838e48ae35cd8700917a07ac855cbb122eb09e54228b25f3f9f665357ac6',
                'debugging'
            ),
            (
                'looked_up.error_tracking', 'capturing', 147,
                '293a79a5d0256b64b096a2ea8380d655b13ff774e8843b3762f2f070baa5d2f2',
                '128694a28cf633319b673d93b4b6f2909883efe68e7c0ab240eda61f51448926',
                'debugging'
            ),
            (
                'looked_up.model_settings', 'capturing', 148,
                '9c8b320c1a1096cc6bd940d749a4cf02dbdd04a61e05ef0a6766465b84e92856',
                '5d2d081931aee387287edcbd40083729faa7f38ee75d72febb16e1972ad4a0b5',
                'settings'
            ),
            (
                'looked_up.performance_data', 'capturing', 149,
                '67e98bab94792b29e555383f7a7f328da343b33f777aaf4b6b2779f7cbd33f04',
                'b3690ee335384c621401c1456053c7ff9775bcd15e4935168b1ca349786bceb9',
                'analytics'
            ),
            (
                'looked_up.performance_metrics', 'capturing', 150,
                '5d387c36310cec5ef493ef5d37f6eda027c8757e05271ebdf669e6059ac5edd7',
                '67d95960b9503e57bd6e0bbdf4699c62e1ee3d88225d1a50a5a80a61f3be9d97',
                'debugging'
            ),
            (
                'looked_up.prompt_configs', 'capturing', 151,
                'b8e4cfac69d583074b4ad8dbd289b73ab916ad98a9feee43d8573ad848bb29cc',
                '976757e14c406db6adaafc42a505c1bad15991cf7280244e81e25220bebf1d8d',
                'settings'
            ),
            (
                'looked_up.usage_logs', 'capturing', 152,
                '63f1aaf5bead3a3da3e14ac332c3e178630c3e67a85d75987fe7062d17dca7da',
                '42b4b1d932276e323ad9df289b9b113be04ed8f83492fd664a582364d3c64c81',
                'costs'
            ),
            (
                'looked_up.user_metrics', 'capturing', 153,
                '9026d548f4fea06a00c773eb1660be3e27c6c9ba79cb694a5068a326e0c9663a',
                'b2aaf9b2decfabca1d81067fb6a599b78b6a2c79b650559bb6e3894340b0bee2',
                'analytics'
            ),
            (
                'bring.ai_configs', 'capturing', 154,
                '3d97cf24b363736f08d136f215ca879c0e3c0dbfdad239f68d31aec9346b9db3',
                '691aab120ffedc95bcc2e0ad3917289b40b45c6980c8a76adbe5794dbaf11eac',
                'settings'
            ),
            (
                'bring.analytics_events', 'capturing', 155,
                '83bd894774ed7a9ec23c287d3019d6c7a38b4f51d448d5f7a14fd5eb2e69e392',
                'e4c04305139a72dfb019031d1624e73f1509d7f74003f02e760cfb6cbcd7f688',
                'analytics'
            ),
            (
                'bring.billing_data', 'capturing', 156,
                '2a9245a4419a1cc55891150fd2320721cb14d2ad4c0ae54bd63d4d084f3caeb3',
                '80f7e4e5fde07df7cf10f8244f24e357fd47223824e41fa40d4c872f9d7f2597',
                'costs'
            ),
            (
                'bring.cost_allocations', 'capturing', 157,
                'c3dbed99456a9f62bdab820aae1e76e0a966301e41d1ee4fbcb8e10d27c1deeb',
                '56df35f77ef518d609a9822957d14c955e45f0ddc3c0921e340e7a6aba22fdb5',
                'costs'
            ),
            (
                'bring.debug_logs', 'capturing', 158,
                'f8e4247b4cb3588453068fe79d3be5357b25ce87e6c6e4eb4e33867298cbe7cb',
                '856b22165cc535673d5d41bcf13641350decc8802082053cd77426e35e370d77',
                'debugging'
            ),
            (
                'bring.error_tracking', 'capturing', 159,
                '3c20125879bcdfaa64cf9c3e11456a1cc0684593cecd71f4b28bdecfce29b097',
                '09bfd7e7c5d280e0364e3d8d628e2091503bcba4d8805f9f46fc13e4aa6013aa',
                'debugging'
            ),
            (
                'bring.model_settings', 'capturing', 160,
                '9cbe130db9814b26a7b5208006a6b4aa811cc27d7561db031bbe922a655a8cab',
                '61697d7961aa01b9df6a6b143009034526538190935b25b84b9aadcd499a2f5f',
                'settings'
            ),
            (
                'bring.performance_data', 'capturing', 161,
                'b19c4dbf79e1532697077658bf9001b8481ceded3e42d7cfd704c57e68a87807',
                '868b813600abebab75425eae0cc262d522222b82396377caf430b1a1e910d262',
                'analytics'
            ),
            (
                'bring.performance_metrics', 'capturing', 162,
                '6aacc9fa7c6148f93d4a48a64de51103828a96f66ff8ecad9048316a8ab53ed2',
                '21eda35b57b441c6a0b7aae26456c354ec9a428050f215f85472b465dad2bed8',
                'debugging'
            ),
            (
                'bring.prompt_configs', 'capturing', 163,
                '46472dfc1c7f2cbb671d9017786719af2dc103eda94e3bedbb43b87a43e23e7d',
                'bb0fd8883c42104e50b5dfcaf9102e2fa1c817689e88df0cb640653fbfd2b9ba',
                'settings'
            ),
            (
                'bring.usage_logs', 'capturing', 164,
                '618079844e11263122c1016256f5deff36e3549304ba0b63116ba735ffd2d44f',
                '2cdd74b148b601d49dbb0146cb87cdc08dae1a64d1c5b3b184c46b696b509deb',
                'costs'
            ),
            (
                'bring.user_metrics', 'capturing', 165,
                'f1b4b54cfad08cd09504cc3ace7c09559675c712275a69951be5e28fddafdfd6',
                'c821865d2cc544a1a1a9134ae3d2f33eddd4f60b3421bd1d9c431ebc9ff1da65',
                'analytics'
            ),
            (
                'capture.ai_configs', 'capturing', 166,
                'fdea5bcda19bebd3badf4149218698ba391b98194f98fbe328fe2b2a8dfe8e2c',
                '61e49489854cf472282370cf0257f8a4367a2e72f13852f1ea42d873047de4a9',
                'settings'
            ),
            (
                'capture.analytics_events', 'capturing', 167,
                'c1a232cbb1f9dd58f87cda90ff9e4fff6f93107e6620dc66c6c07a523bb7e8c9',
                '755b96e90ea9505c634ee7178424eaef6543c92023d8e71713337e593bfd48df',
                'analytics'
            ),
            (
                'capture.billing_data', 'capturing', 168,
                'c0031218ece9af56ec676e0db3749e2c9ab2e1134fc7e4eefa385479d528c6c1',
                'ea62e2413898f8c190f8ffd0fac918797f7dcdde1139105cb60684810d150798',
                'costs'
            ),
            (
                'capture.cost_allocations', 'capturing', 169,
                'dffbc0c9ac01c6041f6affcf88170a64e96c6af392adc52de6f6ded35223f26d',
                '01ac354d4e294b4983ef40e7957632dc02a05e8b8f68e1dbf6b5aa101b9090d8',
                'costs'
            ),
            (
                'capture.debug_logs', 'capturing', 170,
                '6e2cedee4809f819002019f62052e75114898934970436b042ff45c3ffef01f2',
                'c0b975e97ec93cd3de2b96c20ee18c918556dc47c0913ccac0cc9d5bc9aeb090',
                'debugging'
            ),
            (
                'capture.error_tracking', 'capturing', 171,
                '586347f49d08a58b3a89f443e53497138dcdca27e3ec527fbf285d47dfa66b01',
                '6d98cc1950e1476d3469fe4cdfb62b65331b5e1f72451f1507aa3b97fc965f86',
                'debugging'
            ),
            (
                'capture.model_settings', 'capturing', 172,
                'f8ea114d7abde6e69895b21795f11d0a91f86e0ea3da9274bb5d9f0f0674a0d1',
                '6b62303e8d557a64336b22b84c7f96328d8959d344f48c8f06fc3d6f3ff86e7e',
                'settings'
            ),
            (
                'capture.performance_data', 'capturing', 173,
                'f3fe002e1b541d92032bf672f8e15d213e606cf204ef0c24b59c957effa88076',
                '62a018c52b0460e153123cd41ba2254ad97c6b4071b424587c451b84f3ba3eca',
                'analytics'
            ),
            (
                'capture.performance_metrics', 'capturing', 174,
                '75e426c9fe3e5e61c77bb8add7fb2e5b277a5f87bd028b76c2ae1825f805bc19',
                '900e6556f925ceca10d38c4980f1586491d34475ba0779aa727fb80c23240a49',
                'debugging'
            ),
            (
                'capture.prompt_configs', 'capturing', 175,
                '99851b8dfbdd0ce2ddd65840e39ee1d3696ebe13b9ba8c12a07b1b625862a2e5',
                '81963bdfcd3e848dab76b7e650a788db40f660b7426388c9d41ab76e8e284c2c',
                'settings'
            ),
            (
                'capture.usage_logs', 'capturing', 176,
                'eb847ceacc1c1494fe681cd2a1a919735c596782d139095f1a8380bb6d6a34f2',
                'fff3bda43846806a90f8cbb0792044aa74cd5ec18a8a8cf8e06c323d2a5f8fe4',
                'costs'
            ),
            (
                'capture.user_metrics', 'capturing', 177,
                'd036551d1d2b6f4d7bca5e7d8f9ac772c1abd5220e7bde6034ec8ae644fa8128',
                '5acc08528828089c42a0719135953b71be0db09f0d3bf46a746bf184abe9649f',
                'analytics'
            ),
            (
                'copier.ai_configs', 'copying', 178,
                'f4ce7bc2fb720b2ed16f07778d7cdc1a6520798b64704bf13ebb423f97a9ec24',
                'b38fe8de0b8020184f169320400dd65e4a0ee6194f4a22f912f4ef2e0e301488',
                'settings'
            ),
            (
                'copier.analytics_events', 'copying', 179,
                'e11bdfeeb3646e4bde1e87e9c4f21dadd143a38b19d764a95bda888428d996a0',
                'b0a3be4fb0cbd7461b8478b74fdeeb73240852734658da46ccddabd348cb41c2',
                'analytics'
            ),
            (
                'copier.billing_data', 'copying', 180,
                '236898f3dec9e4aecd658124f6c44788fdbab6c9148d188ff08d15de10d75218',
                '889755a64e1366c5f2367230e41c6281e98cdbb01dda08d199ed775d55156174',
                'costs'
            ),
            (
                'copier.cost_allocations', 'copying', 181,
                '7df44d0c704532b1c738d112b973510718d812aa26e5fc7bf525199e95c6ceee',
                'a1a342a571bf6ad9e823f26520fac1c83bec043b45f75080e9362839a19661cc',
                'costs'
            ),
            (
                'copier.debug_logs', 'copying', 182,
                '661a2c9ba1f0bb72ec48b8c362a09a4db0b6f7353eb35b432f16f92a3f5f7ca9',
                '67d82dfa2e7dc2b3028879227ef1dbf9388416a2790097caedf46e1a8aaa89d3',
                'debugging'
            ),
            (
                'copier.error_tracking', 'copying', 183,
                '5bbc78b247736bde31010721c3902309c3d6f7e9fccaa6bbc8d9423dc34ec612',
                '6d66818998f0fc270eecce978f7e95be281971d0fe52b2fdb8c336ed83e78c98',
                'debugging'
            ),
            (
                'copier.model_settings', 'copying', 184,
                'aea995db3d8521dba4b1cfd820466e0428f999932ba8808dfb7dbba5acc89f89',
                '55959724b53429ee39e54018cfcce833303e200bd82e5b4274392d7ba02ad05b',
                'settings'
            ),
            (
                'copier.performance_data', 'copying', 185,
                '8135a36cb95f538135f0d64fa22266f42c1ef9fa0a08afc6acb0ebc3c14003cd',
                '6241456640f9aa14e0920b6fa4086adfe28b28fe9a47720e4776743e009c7175',
                'analytics'
            ),
            (
                'copier.performance_metrics', 'copying', 186,
                'd6b64784f9b55e34f99c2fd2dbb76878a5310895b7cde6a3617267d531de87d7',
                'd3d53d892cc444c01883f7eadd59253dfc00c69b6874a4fe7e45a897a02abc23',
                'debugging'
            ),
            (
                'copier.prompt_configs', 'copying', 187,
                'f4dc9adbb41f16d081e4ed3c7c2c450b1b9411ed0dfda7fdf06c81ee1333aeea',
                'cebcf6a830af007c0914e89b8d43f65e1970dc7853d7823ab09b65712f19ea50',
                'settings'
            ),
            (
                'copier.usage_logs', 'copying', 188,
                'c5c4f5637ce540fba591eae3b3b532e9dc320a55f80eea093fa3213cfaa35124',
                '2e201668caae17b255326f6421a860e1cb101a2ab1d95678d7a08b2caa6bad73',
                'costs'
            ),
            (
                'copier.user_metrics', 'copying', 189,
                'bd846e1ca954a44d3eebcb6c9b3010ca9ec1fba3b0cca9d3b34aa0b6b41f3c9e',
                'a76e12942255df29a18c7212331b51cc020a31e31256622b7da5a66bc7e0a7d1',
                'analytics'
            ),
            (
                'backfill.ai_configs', 'copying', 190,
                'a36ed2a7808143c3ea6f6f651c65e42004474233eeb9e080bec6bf38e398f809',
                '3b96b24095ae3534a55ecdcb56aa9c29f7b57e6db45691bb628f923b02cd4098',
                'settings'
            ),
            (
                'backfill.analytics_events', 'copying', 191,
                '3e01f69e65fe9b43cd2c42b2fa23fc165ec29da7e5f12f77af91c4a809416303',
                '96fe101f95d756cf62b6ca8856e2f805cf5a51713c073d0fa94ab65702a2b4bc',
                'analytics'
            ),
            (
                'backfill.billing_data', 'copying', 192,
                '8469af62334f261cf12bfe77e73e3ee79ad64390718c6e85242e16f3ff1e5dfb',
                'ed79fd8043dc8b9264c182482c2f32be8aacebc1ce96603a1f76f84488e2594e',
                'costs'
            ),
            (
                'backfill.cost_allocations', 'copying', 193,
                '957756572d058ca191c5b7f09fa0fdc8b55e9e2d2ae3474d71440a291ee5a2f7',
                'c20a630482710eb2d03103c2014d0789c177328167cbf2d7e8afd13b67f55936',
                'costs'
            ),
            (
                'backfill.debug_logs', 'copying', 194,
                '8f0a1a4eead1c3d406270dc1577aa51c03fb957b3ccf8da8932a0e0a176871ca',
                '3fe78bc6107f84e6f224ba6cb923ae11f3c1bab786743a903057b1b58d953948',
                'debugging'
            ),
            (
                'backfill.error_tracking', 'copying', 195,
                '1fa6e8dc90b68aade1631b4938fbc397407a0af539e638ee7f9e8350beb73356',
                '327cead539d11d1ba1aeb7f540ee9e06c66913ff149fde3023500a0303692b27',
                'debugging'
            ),
            (
                'backfill.model_settings', 'copying', 196,
                '673265b0ecc2507279053347cc43a68f9b03d2619d42bf2f885c0a434dd8e663',
                'c3bb773178c02ea0009201e4faa9f4bbbe8ac03396edb744bb98db2476030495',
                'settings'
            ),
            (
                'backfill.performance_data', 'copying', 197,
                '4e01dd0d7673bd9709811c25a80e738e296bb844ebf71fa60061ab09e568b579',
                '6caee4cd66dbd19afd50db0fb2c26b55594f273fdf33e55724037cb67ced24eb',
                'analytics'
            ),
            (
                'backfill.performance_metrics', 'copying', 198,
                '1a982e6119d5108b5513eccf7df744ca7136d26cd58758b7f406d4a1ebcbe047',
                '2c71a41adf3edeff39fed3207c670aa329a26f742f7a9a8761f8da33c37a535b',
                'debugging'
            ),
            (
                'backfill.prompt_configs', 'copying', 199,
                '92badb97700d2ab3ed6884ab31aedb588a4d7d565d66952eed2580c99c1b9070',
                '92b3990d5c0dc43f6eb1e138cda592e7dc6bd395b58d82c597d035e0142e9fa2',
                'settings'
            ),
            (
                'backfill.usage_logs', 'copying', 200,
                'ccf0613619845053ef81ce25cbfc6bb496cc0c7deba0d134f56d3a859f6b6c63',
                '67598453f5ad898ddc6071ca43de6a0d30645cc8124a2696e0cc5ea378a907af',
                'costs'
            ),
            (
                'backfill.user_metrics', 'copying', 201,
                '877fb4474d79786dbcd35bbf8011e7857e8880243fc7dc5565fc9f4d848da143',
                '9e791595e09638d5338bebe1892a0d00e7d8428592329159b2488f68655ffcb4',
                'analytics'
            ),
            (
                'index.feature_model_assignments_legacy_key', 'copied', 202,
                '32ecb07a4aa6fee48496746e63c0a549089b43d5c11411032bc897a7cfaf81ce',
                '59b5f49452ff6e78f9a01b4a70047c54ef0a0efdb31f9a6002c5f07322a4f187',
                NULL
            ),
            (
                'index.idx_ai_analytics_events_experiment', 'copied', 203,
                '9a7f8701df988ccb67a8cc0704c299cde93db6fbd384b540bf56b3d2598c593a',
                '8a605e3ac50f8f34c6ebdf6ccdcfc535d1b3099191be4b9d7567ee4baf74e4d5',
                NULL
            ),
            (
                'index.idx_ai_analytics_events_feature_event', 'copied', 204,
                'f1545470d7ee2482719735e800df41cae5e2d83140c23c6bc448d300b5f76fc2',
                '91ecd002a6d03b7e1bb4bb83c1901ec6d97264972058ba4b85338628a995c2ee',
                NULL
            ),
            (
                'index.idx_ai_debug_events_feature_time', 'copied', 205,
                '59965ea05b6ce8be1c883579c66024b5f364448ee6db58f725b7bd9fc4c8381b',
                '66436150291cf240aad198dcc4fcf74a0b983678c92e507c91a8e1b523e3f257',
                NULL
            ),
            (
                'index.idx_ai_debug_events_open_errors', 'copied', 206,
                '7ec10446dc9519748d7992674bb34bed44145980e9f5b101240c7b33e12262bc',
                '4f95f77f0fe06d34997cb165a1756322612b04372e2e11b952363d5692e455fc',
                NULL
            ),
            (
                'index.idx_ai_latency_summaries_feature_period', 'copied', 207,
                '0ff122058f8b26ea3a166cea711f4896542ead613f0ad969d983615fce195d39',
                '7a24b8652b324d4bf1222faff6c40f5b4f0ddcba5d176b74c5de5a0f9266d632',
                NULL
            ),
            (
                'index.idx_ai_performance_samples_metric', 'copied', 208,
                '4b584b81e28642e3374c98bc56e0d8eb076440e4b05dc8a0917b9f85fa1107b5',
                '75b3c9da1280a2a05fecd743f8252770cc434d2d5756645c49bc4af4e12305f8',
                NULL
            ),
            (
                'index.idx_ai_usage_logs_feature_time_cost', 'copied', 209,
                'aa4485252cbf4c730c4f90f6d07cc54fe5553cc121b9f0d74800aa5f41ea31a1',
                '71ac0625aad5f4706f4c4fe4d4b44ace06a932977be39f4e1d54a90779bbfae1',
                NULL
            ),
            (
                'index.idx_ai_user_metrics_day', 'copied', 210,
                '91c4683725045d8df7510d3f6f512dbbb427488235c42db444f06e29891ca89f',
                '207a96f9e826684e24d3910d5e0c25fb10eef9ea1afdd095996d4b833b935331',
                NULL
            ),
            (
                'index.idx_feature_model_assignments_lookup', 'copied', 211,
                '7186d696946cb98b7b066b08783c6adff837ce1874df0b7d8f0dc806b08606b9',
                'd7585343581dd7a6a3bc7bb50b282233bd2d828a13b717558ca7f315f6527b8f',
                NULL
            ),
            (
                'index.idx_prompts_feature', 'copied', 212,
                '32a75a107710e2e4b7de450c88a7b3176a2ea3d6b30ecb24fdebc0816c1de4c3',
                '5e284d4b62d4be1b9a678d2f0f9b17346278e505d9303da59c70ddb731205b4c',
                NULL
            ),
            (
                'index.legacy_ai_configs_service_name_environment', 'copied', 213,
                'a5a64e2e7114e893ce6774357882bbb56b0d80c2bd5da436534a44c858279e05',
                'ca4d3701fcbdee1d902dc4d91cf1e7efc0287d8a8d12d8f8363bd90a9557d7f4',
                NULL
            ),
            (
                'index.legacy_analytics_events_event_name_occurred_at', 'copied', 214,
                'eb9bc9751354d31ee6b31ec4a819ae4580a92f3c4d5c679589e4b948822fbbc9',
                'c51e772ef5ec4868a177ebeb4d9c8e45c1a76a9df783d6de0161f02ba553a943',
                NULL
            ),
            (
                'index.legacy_analytics_events_occurred_at', 'copied', 215,
                '2c2c63ca56e7a603d28629bfd9a427c546e3649578e5dee87d8b9fa41592b512',
                '541006714de8c88b0b12ce14092f7855aac5bf73b85598b9b8e64dc60e9dfca3',
                NULL
            ),
            (
                'index.legacy_billing_data_period_start', 'copied', 216,
                'e1d838625d6b8d823a4818ff77dac79371128766e3c5ddad0c47519df8824fef',
                '5ec082d45e0e59d8d9e76587b0fdaba472eaa5d87ff87482f62c2906cb6ab1cd',
                NULL
            ),
            (
                'index.legacy_debug_logs_created_at', 'copied', 217,
                '4d7cb9ddfc422ddbea4f3abbf4b779dafd3ea5c5c28a3f065e570a335a721f3e',
                '8ceb318ae932cb47bea1b78f1e486bf3ec0358cf841840dc47825c8d181ac032',
                NULL
            ),
            (
                'index.legacy_debug_logs_id', 'copied', 218,
                '3ef07d88d571a62aa155db191f9ed0bff86d329bda5d5c13030944dd4ac61e0a',
                '7d7187a037fffc2bd9bf91672e180e9c9bcead34d7ce51b3e25178787b7f602a',
                NULL
            ),
            (
                'index.legacy_debug_logs_request_id', 'copied', 219,
                'f20d5220b0bd2e95c53b29db33209e676ebea7a02363b38158c5478c5f21ad59',
                '9429f2e0133574628b2028a600d77bedbc2a949ea003128fa7798e2b42e3f139',
                NULL
            ),
            (
                'index.legacy_error_tracking_id', 'copied', 220,
                'fcfe5c24a53f8c2f5206bca4ec95f968644c72e18056fe84349ddbf1c6d98776',
                '3efdd7bc7bd52a5b529463128daa87c82937c38a0fff0b0638e21aec4e9f79f0',
                NULL
            ),
            (
                'index.legacy_error_tracking_last_seen', 'copied', 221,
                'bbba55f445e2aa54af0a3ef8149cf2cf8cf5d242a0c432a917959fc0d148e318',
                'e450a7a52aa337f1e4313dc86d14f9b5972e95b9d507e98f078bf09c858bd4ee',
                NULL
            ),
            (
                'index.legacy_performance_metrics_id', 'copied', 222,
                'c973e0b1d4da45b40142edcc00c0efb4ffcbd06fd80ff2548d257a61dccc44e6',
                '63043ac641d159fb4e28764edd3e62bd7a4409f7b943a78dcdba268ee15af52d',
                NULL
            ),
            (
                'index.legacy_performance_metrics_metric_name_9102021f', 'copied', 223,
                '83602ca2d6ca3f661363ac4b52df22cbff4a60e0f1c9826bfac1feff0efcbc99',
                '1a5b526b3533231fd93a1ad385a9f5cd2b97ddcdcaf41aabd8913fd4552bfe8f',
                NULL
            ),
            (
                'index.legacy_performance_metrics_recorded_at', 'copied', 224,
                '047f75af845198bfa35c1e6524a1c39a1dd6669e0b93c39f8c516fa7c25f857a',
                '0ba57a2b11d3ed053ee10970e36dab0db77e0620a439b3364feac72c1597cc24',
                NULL
            ),
            (
                'index.legacy_usage_logs_created_at', 'copied', 225,
                '4b383ce0b156797f5a80d678aa85ac37445ba9a08a696494a5fb638afca3f077',
                'e4f551c03ee0a4c9cf7745e07aa56e26df6d4d5bf71687802780f4f4a9a1f025',
                NULL
            ),
            (
                'index.legacy_usage_logs_id', 'copied', 226,
                'b57a72352884750d41d73f683d38a10859378a4c9b24c7abba40d357d4137efa',
                'fdaa37b01412619b9a984cc442b2a2152ad9a80a8f6397877c857d6a42c6912d',
                NULL
            ),
            (
                'index.legacy_usage_logs_service_name_created_at', 'copied', 227,
                '95a2aeadd085c46902c5abeee1fd190d1a5c2720b5fcb4ef4c34bd9301fd26e1',
                '7887a5c720c5453b0224b2c3f4d52308ab2923784da0f39a68ed13d745bdda72',
                NULL
            ),
            (
                'index.legacy_usage_logs_user_id', 'copied', 228,
                '6a048a0f3e2ec687c974018351f6b3397d489ad349174850c5af80abe12c2d22',
                '25b761d8a8a20ad5e35b90fcff02446d35ed2124218691e01d6209a15c1bf986',
                NULL
            ),
            (
                'index.legacy_user_metrics_metric_date', 'copied', 229,
                'b4808b298c449d5975a9d0fa960321aa2c9907bac4415b05b6d3d92055a3f3a6',
                'bf555181719c749b7af36ad871062dd2f352e0e746eb2779ebf679f06bf5d5f1',
                NULL
            ),
            (
                'index.prompts_legacy_key', 'copied', 230,
                '13d6f9fc7d170f43cd84f55a6509a2113df44422a2510be9f10a3a30ee0fb9b0',
                '0ac4a3059a6b0f8b84186c8d399aedb84f9422a945ec4f0bd8f11bfe05e6346c',
                NULL
            ),
            (
                'foreign_key.ai_analytics_events_feature_id_fkey', 'copied', 231,
                '30ec96a5eb5d248477d015c322eac6d775ea8605aad11f3575399479a0554108',
                'a8da455a8451ba8d5d46c2e48dfcd15ccf96c865a6944a7b45431601614378f6',
                NULL
            ),
            (
                'foreign_key.ai_debug_events_feature_id_fkey', 'copied', 232,
                '8dfa9a8cd2f12f5055b07ca58e80f903c14aeb36dbeca51e626dcdd5214b2609',
                'e51fcf18f7cabaea26c74de6c61c0bede70db72c46a5925b942a1485ade8754a',
                NULL
            ),
            (
                'foreign_key.ai_debug_events_model_id_fkey', 'copied', 233,
                'f9f1202290763041d0e091855c4967048ad6ec02ee20ca5b908fba267f7512a7',
                '070ef66e710d6307ff8f39a83a31482499f754fb4d79ba8bb35f92afbadb7f72',
                NULL
            ),
            (
                'foreign_key.ai_debug_events_provider_id_fkey', 'copied', 234,
                '02b7bfe025554dd3aba59122d1db72f8b2691aab0970747604456cfe9a8e7d5c',
                '02cd07d7817a4a1e6faa69d4d785be419c1bc38bef6677355e2a6ba814d3263c',
                NULL
            ),
            (
                'foreign_key.ai_latency_summaries_feature_id_fkey', 'copied', 235,
                '4e7bdce9d07243c6793eed071aa6ecfe4709e597e71a58115f6a381aad2cb021',
                'c7da6d0063c2eaf18d37bcff450adeb9b8454163f266a12e7e2a9315f99b5bfa',
                NULL
            ),
            (
                'foreign_key.ai_model_prices_settings_id_fkey', 'copied', 236,
                '6c4a0d825bf930f7fc2913f1bfe9176936681c796930049502230ba9477c8ff6',
                '1d4084a5fb246a0df0edb05f5205c548024a5c96765ccb245dab9e0b5d611687',
                NULL
            ),
            (
                'foreign_key.ai_model_settings_model_id_fkey', 'copied', 237,
                'a5dd0994deae88f2b435f937ed59d202b4215c93b4a577aa78445fe4c29ed6c4',
                '453d29fa65d117144e88aa30bc5f5a10611fffbc771d08985ca29eacd7264a9e',
                NULL
            ),
            (
                'foreign_key.ai_model_settings_provider_id_fkey', 'copied', 238,
                '586f6ca34ca15aec5ee5e80434f3fd67e41ea39be788938f4647025ca33b0f6b',
                '6e7bcb099047855ea39bb0ec5cec31b4cf2eaa90075dec9944483d2fd315a227',
                NULL
            ),
            (
                'foreign_key.ai_models_provider_fkey', 'copied', 239,
                'beadd6409c3ee7135387d1bd3982933dd40e16cac056265760fd496f215b257e',
                '6c783f0f5ef93518bb9422aa0f018e2200b5b3660a783ea88e3bd22e03dd867f',
                NULL
            ),
            (
                'foreign_key.ai_performance_samples_feature_id_fkey', 'copied', 240,
                '8c278a88b62b2cea17cb8fe2ef04a2dcc35c281f043bafdc4b4e7a4bca7b1b62',
                '67acceec8d93de838d95d35819d75ba54f278a287c941942c87165c0de219c60',
                NULL
            ),
            (
                'foreign_key.ai_performance_samples_model_id_fkey', 'copied', 241,
                'e7370e0d4c0504e7fcb20ecd00b1a2cdbe2ce284b3fce3b23b2947138cf5b8d7',
                '19ce587eeeedb1741e835fbcc84b185e4a6ba603322e0a5653f26f6de4196932',
                NULL
            ),
            (
                'foreign_key.ai_spending_allocations_feature_id_fkey', 'copied', 242,
                'be379cbf5bb6f944c2f7e056d5a3ec795b5e9402d7e811c7caf71d973b462a9c',
                '33868ceea97815ec5c847ac03539b88dce6835eaa09e2743582ea1fdd960a40b',
                NULL
            ),
            (
                'foreign_key.ai_spending_feature_id_fkey', 'copied', 243,
                '0df9aff397b4cea1df1b9d116b3e21354dd359ad61152baba80d1520c66660f3',
                '1aef87a00a7cdc1e56917e24d4cfc5cb74fbebda7f8d9cd61efb89ce92214c0c',
                NULL
            ),
            (
                'foreign_key.ai_spending_model_id_fkey', 'copied', 244,
                '21d113b293c4aee8d9d3db6a3438869b12a82498e48acbdeac641380b31bd9ec',
                '3e8b78c17897d43853b8d8a98ad3d1ebe07edfee8bc03961f31d5417e580f288',
                NULL
            ),
            (
                'foreign_key.ai_usage_logs_feature_id_fkey', 'copied', 245,
                'eb6c77808925dff3edb67c251feb8a6ec6e5af194a4498db507ac20e49ede9b9',
                '36f2c6568238259bb49f916c1213a12c10e0164aeab28bb8095f308bc113ad4f',
                NULL
            ),
            (
                'foreign_key.ai_usage_logs_model_id_fkey', 'copied', 246,
                '65290cc0cde7cb4136a79d5e5b75644ba4d3ddf4e4b8d388db75dc0548b4f02e',
                '1156365fca8666eb574026f0b57742612513719c3f1ef8b96303c8c9cbb132b2',
                NULL
            ),
            (
                'foreign_key.ai_user_metrics_top_feature_id_fkey', 'copied', 247,
                '72f83e9e45acffe739afdf51524b38c0ff605b97647df7ab8d3392b76106ab75',
                '0c3c6524d1bb99be25ac949408568fbd255c2f83aa53407fe287a44f805d5098',
                NULL
            ),
            (
                'foreign_key.feature_model_assignments_feature_id_fkey', 'copied', 248,
                'af182bc70a9b4abb1a83efc02641d5e8352f92d43794df9870dcda57d962870a',
                '1558d599d382a353c70b655d937a706adebeab9b2e443256afb2d477fd342f19',
                NULL
            ),
            (
                'foreign_key.feature_model_assignments_model_id_fkey', 'copied', 249,
                '618787bf9fac8f2a14a0cc47493904f9a7e0d8b999080a5715c60837d11d6d4e',
                '69106289d92ba6ce09d23e14d8bb2637f984eb38229c31541a81c027770566c9',
                NULL
            ),
            (
                'foreign_key.prompt_variables_prompt_id_fkey', 'copied', 250,
                'bed0f890b0837aea6341f82eead13f24be59384dff49c3571e4088c54b06e1bc',
                '25279b965ef99a149eaa18ad8435d758201cd3b8ea63d86dbdd68b400a2b5ba2',
                NULL
            ),
            (
                'foreign_key.prompt_versions_prompt_id_fkey', 'copied', 251,
                'b6fb01a10e296921a0a1859a41a10cb55450b80d9d46b0dce330c29824b339db',
                '50aeba7e2c474374279cbfc65c0a6f8d655b467e7c4a984868b632542216dc93',
                NULL
            ),
            (
                'foreign_key.prompts_feature_id_fkey', 'copied', 252,
                '64f0a7d5ff867c0be48536a3b409608d2d24531a85cfb6c7a44f4549ca6cc6cd',
                'cad6b6989f931c77723799a403b1b525e52888869dc6f237705f2607e9397935',
                NULL
            ),
            (
                'settle.ai_configs', 'copied', 253,
                'd877ea5defd316c913ea7708b3e8a1e1233ff8b627a9ce29a04433c36b19559f',
                'eee129df538963987ff77372c05a5b90995589d2c4cff2de408f59cb28667782',
                'settings'
            ),
            (
                'settle.analytics_events', 'copied', 254,
                '97747d69aeed2c212897a3d5bc8841aa4a65b428203d0ec23d66dc8b005e444e',
                '50812f3c2e757acb114c2cd543167bb4da881e744ec0dfcd7f2ed47f9b4d4c2c',
                'analytics'
            ),
            (
                'settle.billing_data', 'copied', 255,
                '73ee6c7e0c90a92308d793a5bda6edbf69dca76eef168841edf4554b42d2c35a',
                '66bf1bcf072b2c3bb7f4a8efe4a12afc57f58d8800d97a1d2a082ccbfb47e149',
                'costs'
            ),
            (
                'settle.cost_allocations', 'copied', 256,
                'b4a6641ed3fa2b3a7e1ba8efffe60bb2a39e932697d8b0a859be13711e7a019e',
                '253406a48b79a60cae7e19648dc2991414aae98db9dfb18f1abd25f0fc625dec',
                'costs'
            ),
            (
                'settle.debug_logs', 'copied', 257,
                'd569050f137eb1b164b92144fed98062adb8761af30f159af0c6c967ecaeea5f',
                '18013e95f13e3ea5611ce2eb494251aa3454045700565c34b4b551b957827b21',
                'debugging'
            ),
            (
                'settle.error_tracking', 'copied', 258,
                '61825377486a8c7375effa61a1d803857035a24fefd91ff7774f9baa7c24d5a2',
                '1ce2afaefa78c5b8f57846b9f896648c0ff1995d0645399dfc4887a557a44da7',
                'debugging'
            ),
            (
                'settle.model_settings', 'copied', 259,
                '53b6ab8dc5a053b86702019852b2edc498c20dd9d0c75244583edf99e1c86b1c',
                '84e20047b128ba456bdfec0d7d0a29c325be463a074497bee51a43dcd15be9bd',
                'settings'
            ),
            (
                'settle.performance_data', 'copied', 260,
                '189fa7bf5dfc4db3f061f1f04b6bb54ff14bf6f9b4470c7ec65117438851c693',
                '1d5f04ef11c8df14ef58ceb25abe512a3958f9d12038326eca3127f2fb08b9a6',
                'analytics'
            ),
            (
                'settle.performance_metrics', 'copied', 261,
                '35d959ee368a883c30d470deba461339f34d36bcf443a2f27022513c86042f61',
                '17b14a2a9798028bcddf60806d88d8ebb933f9f2e3597dfed234da919b0d6138',
                'debugging'
            ),
            (
                'settle.prompt_configs', 'copied', 262,
                '52ac135ed9ad76b6d4902c999494fb6f94503d1fc686749e5cc07fc782718d35',
                '6e6e9237b597e08df28c801e37af0f8b5c38899bb313545c45345be3b810ecb3',
                'settings'
            ),
            (
                'settle.usage_logs', 'copied', 263,
                '632503b77bdb267f60d167e4ab73a1f3260708fd3e3dc572386aeae9fe4435e8',
                '37d88dc8edd342cfacb22abd52d3b8669024f7f32f0de76bec828bdbacf5e0b3',
                'costs'
            ),
            (
                'settle.user_metrics', 'copied', 264,
                '6c3352f74ddb491346b44a66eae1b37456ea229424388a7c2134dbfc1f3b1dfc',
                'd9b13b50a7002a8bb3a483b339e7ced2656ea3da1c7d4cc34b807dcf8b890db4',
                'analytics'
            ),
            (
                'restored.ai_configs', 'verified', 265,
                '26cba589c7b3990adc0a6f670525af71291c87f864bb91805f46071cc4fa02ac',
                '37ca4961cedc2089748c609539b054b2c5e746503e453965fe43edc89ba2f540',
                'settings'
            ),
            (
                'restored.analytics_events', 'verified', 266,
                '7bb5034dd6e9936b6e506bb33088ebdf96c9cf3425ee58ed5c2857ad87edd5d5',
                '0753502a3ec66aa7e95edd9dd53f63113fa3ab34fd90dd60df9aff25428c3865',
                'analytics'
            ),
            (
                'restored.billing_data', 'verified', 267,
                '418f6bd57f19dc3101d9ad0cf8b760eef1059046f6dfacdd540215cc48ae1ea8',
                '9aa518296ab472fcebed359f30f73925282f8b95b158b28bf332af22b7bb5ab7',
                'costs'
            ),
            (
                'restored.cost_allocations', 'verified', 268,
                'a946a7f0ea2302cd55f346ab814cf697b538f3a7a0c5f74a4c975337c5abd0d2',
                'c21495c947904852992279f993fe0754aa5541edd997e6309c270e308a18dd48',
                'costs'
            ),
            (
                'restored.debug_logs', 'verified', 269,
                '738964f17b2a30cc141345449bd1c9d9008ed92fce1ab475d571d988f3f2ea10',
                '671f193bc25fdc71c3c733da62f8429aea9fbec1c994e230728bab76bcf9471e',
                'debugging'
            ),
            (
                'restored.error_tracking', 'verified', 270,
                'fd93233b8cb6ef6c3e32a55dacd23edc8676c65f47e25bb31c4cfe3835d10021',
                '2e93b54208ac9b5bba66d084397d6e98854163034247fac8472bf775b5b9ab24',
                'debugging'
            ),
            (
                'restored.model_settings', 'verified', 271,
                'd248ec1461418123f504294404a6fb5725ae7d7e4b1bad4ceb2f29fd8b6537b4',
                '978a00e58da0bd4ad70ed53a5014813e8bff3c5abac041aed30ea413050e5895',
                'settings'
            ),
            (
                'restored.performance_data', 'verified', 272,
                '1ebf27ff96b442986d5e31ca5dce7cf5a1c4aa5441c6299e6289190aa194c1db',
                '91b0e977700478495cc51ffcc8565319f72aedc5f1a17923377a43609107b974',
                'analytics'
            ),
            (
                'restored.performance_metrics', 'verified', 273,
                '7e81bce45d30228c699717116865fb3826f2a45f226ffe28ae36c80d5642a27f',
                '96e753befcc4ae302672c87af39ab4adef60d867617f4da6b9b49a3af376df10',
                'debugging'
            ),
            (
                'restored.prompt_configs', 'verified', 274,
                '13e7804ac7887afdde36fb458eeab66856c4b63f8c1a338cc9785c88587668cf',
                'd1c75fee912cf124b0a8d101c9927e6fb0957857fd813b93be1a6241f857c8a7',
                'settings'
            ),
            (
                'restored.usage_logs', 'verified', 275,
                '07084e2156aa295bb202386864438b0402b332397ef6fa729a6355e8c0982ba0',
                '88ab9e65b929fff2834fe1cf786eff209a4bccfed8d85ce984f85d1779d35319',
                'costs'
            ),
            (
                'restored.user_metrics', 'verified', 276,
                'd70e89d7548bc138a233335b3f5d86bef64e223abc1cbe9588f5d644822ad12c',
                'f12c6f34874e1e829fc0888a1ecfacffbcaaaa9215e44b24e57b1d652d801916',
                'analytics'
            ),
            (
                'oracle.ai_configs', 'verified', 277,
                'fdfcd87271c1ee814745351b066ad6d2d1ee58025f39bd0debb17ab80feb9083',
                '017b858e5ee1202a48cbbaae583e68d024eb3ade697d0d0b82d3e4d78acfdb56',
                'settings'
            ),
            (
                'oracle.analytics_events', 'verified', 278,
                '2bb6084cd98c039866ce5755a8a293b724be6696e2af09723c9868a47e34e944',
                '2cd413ad06cf3945f72c1162f9c060cbc24907b4ffa969c419418f70e6cf60e8',
                'analytics'
            ),
            (
                'oracle.billing_data', 'verified', 279,
                '2c167982f084677a47e97ec3107434258da51c923821fd2b7c0e812f116d3994',
                '91b692048fd83089ac6a98d919b60c95c30767af296d93d7065569b6c154e106',
                'costs'
            ),
            (
                'oracle.cost_allocations', 'verified', 280,
                '32f0075f7e21cf700e5999673f623f37b0c4a4bea05325d2d0c5527d76553be1',
                '590ac58fb7908b6671c86ba9b3f206ad6070c606f33be0e4d30360c8004b3b71',
                'costs'
            ),
            (
                'oracle.debug_logs', 'verified', 281,
                '40b2a214a3afc82833390f4f6ccba81dc5dfce4fd552e790a75533712e0b97d9',
                '1e068031e217ae744d814e4c9cc41f34d407dfff9651992178c159fe71ddb5a6',
                'debugging'
            ),
            (
                'oracle.error_tracking', 'verified', 282,
                '3889651e93b2b9fc5f3a9a9f14c698cfa67b916f30f2b2775b7d65880d6a0d86',
                '0543de6da82d270a9b8e772c3a3fa667df9d7e8fe5b5f6fe0bb7e9917f544941',
                'debugging'
            ),
            (
                'oracle.model_settings', 'verified', 283,
                'dab8e855bccb5cb161c1fc2c0782832d46518c992925aed551f26e5a2b2be941',
                'ca308717d190ced5489dfb2b5dc2b9e09a11d86f104142ccf8470634f2dad532',
                'settings'
            ),
            (
                'oracle.model_settings_ai_model_prices', 'verified', 284,
                '572cab505bacf008a0a33d740b9b62fb83799da6c8249c8408bc81bd10c891df',
                '821117a738d601d7fd4ce15487dfb60eb06cc19c9db7a2269e5d2f33ab4fd1af',
                'settings'
            ),
            (
                'oracle.performance_data', 'verified', 285,
                '8bebf004ff8235d9f20b3729cba09f5bfbcc7d505a7446cbda46374dd6bff4e4',
                '8a9d082fb02ab0e56bc06699005a0fe7afabb569fc62a90e9b61457d7a9dfa5e',
                'analytics'
            ),
            (
                'oracle.performance_metrics', 'verified', 286,
                'ffb5907ad9e82d82d131bc4c0e65696018ce182e6192a7ab8136fa545065b58b',
                'e496f44469dbd4b9cc3aa62b47ddf7494292e9b21648c62887222286f098a282',
                'debugging'
            ),
            (
                'oracle.prompt_configs', 'verified', 287,
                '85c0a6d05fc427ec7b09c11c38d367a110c2e05011f654599294625de465a1a8',
                '6e78e1291014776381c3fbbb2a5d1b07de48a7662113384ae3e8ca0f2cf4bdb8',
                'settings'
            ),
            (
                'oracle.prompt_configs_prompt_variables', 'verified', 288,
                'fa3f7ebfa7980c25940e5ab56f6ff31427889b161a163bffefee9ed0147c9595',
                '84719669e044afb2e4acfc9a23082325662614f10ef031dbe4b4f83501c8dc23',
                'settings'
            ),
            (
                'oracle.prompt_configs_prompt_versions', 'verified', 289,
                '74a2413edc7155936f17ffa6162ce5d9eef39515d2307dfb899351424660c8ab',
                'd9750446e07ebe6388455bc4c736f8183f246301b68f43f4d30e1f2d9b12dd88',
                'settings'
            ),
            (
                'oracle.usage_logs', 'verified', 290,
                '7ccf2fbd83da2ca1921dd6518bd4232557903116ad417be1d66a643924d45481',
                '4a9e8a9342b0931dc5a81603e58425e1a50335c3f1808d75de3ace3dcc957cb8',
                'costs'
            ),
            (
                'oracle.user_metrics', 'verified', 291,
                'c11c0929b534fbfa80e5d47f77080028ec6a4583380cfe65c4f054da01cd5526',
                'e97a0b55f202ee4eb7aa395b7c4dbeb1eba689b876aa63eb440fc878c0617c99',
                'analytics'
            ),
            (
                'validator.ai_configs', 'verified', 292,
                '4f6ad27d1bfc8c510ffc19288313cdbff00630794ec0f2b0659e5a50865da61b',
                'cda6cfa45b8ce1c4e3909f1a1ea716a5170897f6de4a61f33d1565f8df9c9bbc',
                'settings'
            ),
            (
                'validator.analytics_events', 'verified', 293,
                '2d3b27a0669616e244fc359751023d41c64514f94aaa7e5d25ddc621d976a006',
                '1f2f29392792527d1927902e6c13c95254e41efaf40826e2eeddbea492d0f5ed',
                'analytics'
            ),
            (
                'validator.billing_data', 'verified', 294,
                '58ee1f734bd2b20c3564b96a3a881935cc8497b66faf19e13d5bf3eb43a72594',
                '692b2c9e007dda80a2fe01c2b3aa53c5b9698a2f3c21103147c0a43165db302d',
                'costs'
            ),
            (
                'validator.cost_allocations', 'verified', 295,
                'e19c9c6a06b13d4a96467bbb1fba712566f4829804776ac868690e18862eaf4d',
                '08377e69a873d54753642ee1ac3d00f5127041048917458f55e111ce072a3fdf',
                'costs'
            ),
            (
                'validator.debug_logs', 'verified', 296,
                'd3177e9989b006388f756bded8b43521f840800b92f4f9e98bb82a345fb43009',
                '13a6ddc3e7c71efe47d7f7680d74bef900ace5054f4b62c7315162aab47efb64',
                'debugging'
            ),
            (
                'validator.error_tracking', 'verified', 297,
                '4fd55c245eb4b09204cff4df6273cc98ddd3a57f3a2c5ed74fb676ab39bc944a',
                '7cd0e0915f7d7c9512b009049719728deec8cfd98f5dc9033e46e3e20ef96dad',
                'debugging'
            ),
            (
                'validator.model_settings', 'verified', 298,
                '8b610367d5b51db212b71ac5879a0ec8b78f9ada872de0da4ed9c4f0c591956d',
                '48fbc50acfdb40fd0edfedec53b291d0c949cbc3960e0afe50a5b42f38202e4c',
                'settings'
            ),
            (
                'validator.model_settings_ai_model_prices', 'verified', 299,
                '5560a048a6cec0192d183c024beaeb5b920e954564783ee5a6bf2730812c9f6a',
                '9550c97aa963ca898368d9ee2ff768b9b7ff7ea3732e824082142c15e2c51510',
                'settings'
            ),
            (
                'validator.performance_data', 'verified', 300,
                '4b322701cb5ae02036a7512b145ac08d7588f03d9120112c4a38dc0ac7edb4d8',
                '118270bb7e89add21c84b7a44f4545ddb0171115cea7b5da36cd7ad3cf29e3fa',
                'analytics'
            ),
            (
                'validator.performance_metrics', 'verified', 301,
                '0338aa91d1ca95633900def844e26abab3c28c5b6b91344f78b660b80c537b02',
                '0a4ce95002adcf937e5119be3e40134b91835bcf5d04359bcb80857a568f605e',
                'debugging'
            ),
            (
                'validator.prompt_configs', 'verified', 302,
                '89b79b794add80c6b22adf809dd85a6118d9ae93b4540720f6fceee853f1a587',
                '0305f562bfd556f7d691529772fc25da7e201029b4d52b868c8087f25a4e54a3',
                'settings'
            ),
            (
                'validator.prompt_configs_prompt_variables', 'verified', 303,
                'c1253804907b727033f98f8b88f01f7555da5c1cc09c21889cd41c892b1acab9',
                'e299a01a2a5bb6e581f335ac3af94a2a4aedbbd7d11c15cb7f80d657c37c2d58',
                'settings'
            ),
            (
                'validator.prompt_configs_prompt_versions', 'verified', 304,
                '973c47c0ae250be57c5eb6aecd1960d0ba77036fe7c2f682b689ba7881c4b7d4',
                '57ed3c25096b7196cc9d7af9bdc6bf7ca99695b880831babc71ea2ccb1102e32',
                'settings'
            ),
            (
                'validator.usage_logs', 'verified', 305,
                '35f272c6c21d7f201f2069df6ff08e29567abab66e41a93111bf8fd4b04d8172',
                'd4a800da4a7397974d7137a1bc305966b44f48741f7fddf42f799b8e92e5eb4f',
                'costs'
            ),
            (
                'validator.user_metrics', 'verified', 306,
                '33a008a404fae401c1748a0e5fd35e550df4fe087a58f49070f5c00129538527',
                '37bb18d3ca83c7b7cc670fa39e18f4ed79d2edf4e90855c118a586144a1807a1',
                'analytics'
            ),
            (
                'repair.ai_configs', 'verified', 307,
                'e381de71244ae6cadf433b13923b560dbfcd811bd0bdc5e59d10663c10931693',
                'ab0c363a63d1da9a2aa5bb4edb73a59824ed59f54201891fc26a2c3b68ba62c2',
                'settings'
            ),
            (
                'repair.analytics_events', 'verified', 308,
                'c65655fdf2317893487c919fd9da21fe86476f75dc611e29231770ceb50dc21e',
                '9d24e7b6dcac7c8d3e3206a6f6e72297727470bf9d03ec4579b6b7617c5455fd',
                'analytics'
            ),
            (
                'repair.billing_data', 'verified', 309,
                '494c827aff74af4857393afd8923b77c846e148fc6f2423bcaced5e8805f8ce1',
                '31dda4489fd000a63ef673982db97e03aeb617a0b1c7455252e5a3558d616a2f',
                'costs'
            ),
            (
                'repair.cost_allocations', 'verified', 310,
                '3593602e8355ed07bff8892ad8cb1edc182f17394980a764b22b1dbcb7f4c56b',
                'eda2f9271901c20798f8a3da5965e193268c5dcf4b8890049050d1566f621be5',
                'costs'
            ),
            (
                'repair.debug_logs', 'verified', 311,
                'de17981850e6cad5d9da01dca3cde5548f976ac7aee099e4609382bb1ee9a1e0',
                '58d5a01b304346f0cdf08db8c554d088a03a629464df77ff796e0ca823311acb',
                'debugging'
            ),
            (
                'repair.error_tracking', 'verified', 312,
                '385c18b1a966915ee12a25467f8849e101b6eb6f6ec6e100501132945bfe004e',
                '5a0b2cd416b6005c77b62a04a1916d25834ee78df2ee2d15108e581fa227934a',
                'debugging'
            ),
            (
                'repair.model_settings', 'verified', 313,
                '4ca99c2e9b3d1b7959c03969b2acbadb3e8790ee2d5b51db0bb315e16811aba8',
                '938ca3a6c2743350749c13a3ac8f31e30cb0fca22f8aa25c77155464021b0181',
                'settings'
            ),
            (
                'repair.performance_data', 'verified', 314,
                '796b53030abe0f72de44d2e10054e5e28dd70ebb8479a730cc9be812b072f29d',
                'fc19b53e67d11851ec80a867075cdd2050bc9480b9603f20c42e358f7326d765',
                'analytics'
            ),
            (
                'repair.performance_metrics', 'verified', 315,
                '410f5c363c31d12d825011a04e5af83179ac4daeb77c1147c241f05d7e040416',
                '8fd2465535ef792230ce72fe07e3d22742141d2257c46e8179cc90e9522c348e',
                'debugging'
            ),
            (
                'repair.prompt_configs', 'verified', 316,
                '8e9dd0f26931925982d7f942c4163de78cb49c19466f6250f273cb5e9685ead2',
                '1e690ae0f18a3485819c575fde3f880f3549d921fb032095bf3e6ebdf4ccf536',
                'settings'
            ),
            (
                'repair.usage_logs', 'verified', 317,
                'bbf08ad59f1a5d20f54f966984315d21cf34143aa86073025cb5be216028731b',
                '4a350a1ea14a3d1846e457cca5d49a18a75db65ce607b4c97f7d608ec686eaf5',
                'costs'
            ),
            (
                'repair.user_metrics', 'verified', 318,
                'cdf97945f67f9e00fd613667fabd5d9e63128dab91641331b6a4a14f4cdd9ef9',
                'd3ddd800e594c484458c55be159e68c6a5a544513ca65da5b0e6a9ad832bf67d',
                'analytics'
            ),
            (
                'recheck.ai_configs', 'verified', 319,
                'c3aa47f9c99e92ab026f8af7e25e370db7be906100074477cc6e931d8f6482f2',
                'f486be66df35898027c584e4fef8e4b8971edfd25081fd601806dcb24c265ba1',
                'settings'
            ),
            (
                'recheck.analytics_events', 'verified', 320,
                'eed535c1869381ce1235b80d1fdf7fd038b090183217411be95dc9d26fd934b7',
                '1c2ef4c93a3c3adc1abd0ee8acbe384fbec5e899ff69813b267fc08be8ea8a2c',
                'analytics'
            ),
            (
                'recheck.billing_data', 'verified', 321,
                'c101f70152339c92abf6b91f398ec92100adea100243fae1120583c5cb679dd9',
                '9148ec1841b9265af5dc95bd6be5759be04f5afd4c533bedbf109ee630663645',
                'costs'
            ),
            (
                'recheck.cost_allocations', 'verified', 322,
                'b015fdafeedf9b74476c24c8c982a930df5ea4a4cb288f389f4c739b0af58429',
                '803deb7c646de13de5638504ff2d449e4cd6457ae4285e3c7a524dcd673da360',
                'costs'
            ),
            (
                'recheck.debug_logs', 'verified', 323,
                '20342011f7485907c2de0904212831bf514583a6d3feaf3f7e6f842287d0511b',
                'b00cbea072ee2620873fb30fd05b21fadbea64ccb7f0b57e29c376da87495d34',
                'debugging'
            ),
            (
                'recheck.error_tracking', 'verified', 324,
                'b5c7d10487c65d9a833a5d09beb9e2f27e76e2e1259d23ab01c491e6f9ff017d',
                'd6fac21c88956197d94dc32b0b0ec11a87e6453c4e4646565dacbc577a520c41',
                'debugging'
            ),
            (
                'recheck.model_settings', 'verified', 325,
                '391d4455724111bea4bd0aad8f81dc8eb0ee535099e7d29280872caeb329a06e',
                '1cc02849b00c414428f6fd57c72ed7c94b597050a3e4335e78f2eca105f74922',
                'settings'
            ),
            (
                'recheck.performance_data', 'verified', 326,
                '4f544d182f537e0c371a3c4b0f80e34be514237628b739e82897a7cfcbcf5850',
                'c4cd9e497bbde084979e7e817c3ded1c451f0b7f748e101ec6c606e3524b7344',
                'analytics'
            ),
            (
                'recheck.performance_metrics', 'verified', 327,
                '33bde596b5df30fac534829c54ef2fd12ab88bc342d34cbb443f5f5a0debf122',
                '549d18e7c90d7222b92cd27207d0f6aaa958879eb8ac6be204241bb6da018d43',
                'debugging'
            ),
            (
                'recheck.prompt_configs', 'verified', 328,
                '3a539351032aa63928313727ee8e008f909f2a11c9711cc3b97669fc3976f5a9',
                '44563b25da490448095b73414c34d3c122723a17ae0a2a49315caf24a8bc5ad3',
                'settings'
            ),
            (
                'recheck.usage_logs', 'verified', 329,
                '737645ccc6c67e345df02a61f90b1f73530adc17da7f124234f57e336fa75da8',
                '93c18a308a61ff689e008be9b2e90fecf7cdc58701f01deaa8bd52fcde6095cb',
                'costs'
            ),
            (
                'recheck.user_metrics', 'verified', 330,
                '1ad84b995bba9098a202297dad6c551c3c93af3864788f23e8ac7e91f9f2696f',
                'de74125a2e38704f5674bac12fae39e326a1728e07c46f987bee2de410d139d8',
                'analytics'
            ),
            (
                'validation.ai_configs', 'verified', 331,
                '5a1185088c47db8a47bdb8af4a13344485de83b03378ce26ce034b24a6f55b79',
                '47f6676fa5a7d89eaa54b6dd094bcecd200895c4225191c852944af0f688246f',
                'settings'
            ),
            (
                'validation.analytics_events', 'verified', 332,
                '0836a373d8af2fb39517cf9d14eeb05b62bf6e8f139134a6765ed891d8b6beb0',
                '4cc04daf64b8f932422088107a86a5722ccc96f7ba37587288e41fc738b7cef0',
                'analytics'
            ),
            (
                'validation.billing_data', 'verified', 333,
                '359dfff81c0248570677b91414ef1c318ad768f46c354b63e9195ae8cf31a42e',
                'a6923c5d652a2d1a489e061adea22af7affcb91e295e697fbd6c6fa5d73e2f15',
                'costs'
            ),
            (
                'validation.cost_allocations', 'verified', 334,
                'd5f58b2037662146e1be5342a57ffce1f5b8077ee88f614f2589edd0eaf01580',
                '6d42bcdc8ba3662247535ee0f8f795bd15d0d049d539eaeca713c7334d77ca5b',
                'costs'
            ),
            (
                'validation.debug_logs', 'verified', 335,
                '8b6299e57251ea85e8fdd381d42fb8d01230f7e5e3ddd77612b3ce80dbff6c09',
                'dc92ce8e4b2e0cd50041adc4487aa295eaf3f31b8c2cda64f4d71ee6a480bbe4',
                'debugging'
            ),
            (
                'validation.error_tracking', 'verified', 336,
                '6cc91063a0acc4c7b545b61c1c0f657a829cb4fb759bc885b518f0591d797675',
                '93dea076b22e9db1a09054105983de5a60fd2eaca3dfee978d990067a0ce1b76',
                'debugging'
            ),
            (
                'validation.model_settings', 'verified', 337,
                'a61132aa04030933185760a50a2337faef38cf5677c8409dc5180a5ba78e3272',
                '74b623086580da1ff2174a912c3f61639dc3a5ff89c09cfd267bdc8a60260997',
                'settings'
            ),
            (
                'validation.model_settings_ai_model_prices', 'verified', 338,
                '202815d3ba62cfd10c1be94cb161e59606b1ec0a3b037342cd3fa733eeafae72',
                '192e60f05ef04399ee46953396e653c9e9d3330a24a4466010a5c84e32218dce',
                'settings'
            ),
            (
                'validation.performance_data', 'verified', 339,
                'ebd6370840b164c2cc22dfd6412b903c2d5842449c1b5d520bf60fffc9fc49ca',
                '8645169d9f1db0c1f5e3ead3883e0136b4e70e35c1863f2829e88d14edc29de0',
                'analytics'
            ),
            (
                'validation.performance_metrics', 'verified', 340,
                '85165c7732802bb26cfc3be76e1273f7f20d16522ed1c3be50e05ab94a46b3ca',
                '8f042b3e1c7f808580c9d7b0824e2c06725e40e478e8508698fcc5571f0e3605',
                'debugging'
            ),
            (
                'validation.prompt_configs', 'verified', 341,
                '1b4cd8ff7f992ef1dd75337b440bf86cd22bfbf9139f06888f31e828b8dbb71a',
                '83db89e4ca2df35b21251ee7d269001f91d89a6b2e2eff4aeaebbbf3e3d8e65c',
                'settings'
            ),
            (
                'validation.prompt_configs_prompt_variables', 'verified', 342,
                'eb1a422f292ea8bdb31c1c36371a0fae4d299a6d7c7b60449ad574ad622db362',
                'e82c78eaf39f17de25065311f6b092b0b1692887800b69959ab852d639077b4f',
                'settings'
            ),
            (
                'validation.prompt_configs_prompt_versions', 'verified', 343,
                '71917571a672881d541930adf067f92e825e52bb0e7641aa41ff8c8b095cb357',
                'e1b01ad261f6f2e92673628b45ad675362db23be4c956ea4130fbdce5aa28a13',
                'settings'
            ),
            (
                'validation.usage_logs', 'verified', 344,
                '52f72106eb677829c135201363df9cc57b054c1b7ebcf16639905d448718c993',
                '9b10c77a32f924bf596358cf2ff1fd13d99ef2f23c5474d7417fec4f20514cee',
                'costs'
            ),
            (
                'validation.user_metrics', 'verified', 345,
                '14c4e46cb12bec44e4759c8455eb38989d6475321989f8025f77b0881d92bfb2',
                'c40903af7e2818436ff352a8d47f0d01fe2edd5912c2b71edefe4f3cf3ac68b9',
                'analytics'
            ),
            (
                'fact_comparison.cost_of_calls', 'verified', 346,
                '9a897e844c9222d415be52032ef687ef2dfab39e73a28d438c50180af0ed9c52',
                'b59dc4cff62cec30c62d4d83ef0d84e9596663bf162e253bd3bfabcf99e8e6f2',
                NULL
            ),
            (
                'fact_comparison.latency_of_services', 'verified', 347,
                'b6c8d260428d4efd244f82aec7e2c0fc9e3435e356b58f6b23e1d0b1ba89ce53',
                'cc8f0a556aa2184bb27da3c1c3cc780d6ccf4f1b989210538e307091ffa77f4c',
                NULL
            ),
            (
                'fact_comparison.longest_answer', 'verified', 348,
                '87b1364687d1aac6a3487193fda58323ca168a8c3814e5cd52cafc1bfbc38e35',
                'c4498b0a779d1dd79c652dde651ce35fbc32150cecdec0a52936c020d1d82cab',
                NULL
            ),
            (
                'names.ai_configs', 'verified', 349,
                'f6ccd761e3243b2fd1bb789d53bee9d1d532cd67d18fa8085d504a3d45c95a82',
                '81ad33837607b7742a998541a247a0054ead01f5673755f99db28e2b7fecba93',
                'settings'
            ),
            (
                'names.analytics_events', 'verified', 350,
                '633362b9ffb65aaa63bd756055d85872c0c18687276522605d3910cb245e990b',
                '653a5bedf7b7226e4a3155232b055e8b0928d69a56bdb9fa00f591b9a585933b',
                'analytics'
            ),
            (
                'names.billing_data', 'verified', 351,
                'f6d2ab09b748e360f70ad2ff5f5a6ac408cb7402169116c98c67a3c930fed3fe',
                '78562ec6219a4c414f9d5d90c1623f59b24d209d0dd2ede722336cb21ad50e4a',
                'costs'
            ),
            (
                'names.cost_allocations', 'verified', 352,
                '71436623d6b4a2bef61033e03f2221e20a997b59e5c2c89be2cc75fa91de1002',
                '13c8baa38aaee575b989e8a201a4cadc79a5bc01324da31a7d2623efd3826492',
                'costs'
            ),
            (
                'names.debug_logs', 'verified', 353,
                '5d67546f93140f276b1c0cd1e01264b6edf6505007749fd839903cf239dc66ed',
                'cf946b036b4bc34f8c53117c7d61599ef04b5e7b47caf0a8446d49a56d7125c9',
                'debugging'
            ),
            (
                'names.error_tracking', 'verified', 354,
                'f564887cdeaad21fa495d6c5bb803c03c5e9284b741456fbfe366d2a9b6e9ff6',
                '18204fcce0c4e8da206c332844d65dae967a6fab673163e95e0debd910b9f702',
                'debugging'
            ),
            (
                'names.model_settings', 'verified', 355,
                '4281501519a966be6b68052a844a934b9234c6592df3689c8115fd59839616a0',
                'e80ec0cf9c6eb2ebd087dd6ab38070683c1856f6f072124eb9e9e170e6309d4f',
                'settings'
            ),
            (
                'names.performance_data', 'verified', 356,
                'ba19cea513b89f731b1315bebb9c17fd49ebb7334182c6730c4a7871ba491edd',
                '410def96dd76750d4fe2b9896a5c22ecd51762a33ba5a06e4b23539f0e41d971',
                'analytics'
            ),
            (
                'names.performance_metrics', 'verified', 357,
                '87261ba785e409ee586a3f995a8fd2cb0fa2185324c8bd2cd0d29b7f3e2db996',
                '8dda871ca0e85a56dda4560c1560ff38b05502a069b467f5c1ab23517ff5a4c1',
                'debugging'
            ),
            (
                'names.prompt_configs', 'verified', 358,
                'ee4fbb6e4467bef942172175932ed2c2a7e2764504288477be24025b2d9ab8c9',
                'fdb32f46e45c48da84158cbac687832cd8fb02002914ed8ce9c77a18f3a431c6',
                'settings'
            ),
            (
                'names.usage_logs', 'verified', 359,
                '954f4237034e7d42b78f427c2ee873943a6e1dd8f9fa9682af06e5273eb6b3a0',
                'd7c6e47f251ca64220ddedd414e52c2c586b6d74b9a50ea0dd9fdb334619832d',
                'costs'
            ),
            (
                'names.user_metrics', 'verified', 360,
                '3061a44980d2541545d80ec6ef510ee73de7517b44ccfef8b53681cc29843b5e',
                '8e144a556eb66fa865dba416f63226db4b34bd5f79495a335871569bb70e0344',
                'analytics'
            ),
            (
                'reconcile.ai_configs', 'verified', 361,
                'aad5b8b96d27d8d833479623aa8314294d0bcf08c5f7139a6b33cbd6c97c62c2',
                '459a1b5f71b976b1499dc85f77a4ca9b700f2b43389114fc6b381efd92114683',
                'settings'
            ),
            (
                'reconcile.analytics_events', 'verified', 362,
                '116ea3ebd3acb22b6cf579db0f5d2724b7e668d5fa99bf328aec8caffa96009f',
                '5f2e87aad2fbf5a0eb5445ea3f74c7d3093be2a00535b600cf0b6907b25e9807',
                'analytics'
            ),
            (
                'reconcile.billing_data', 'verified', 363,
                '8d219457ea8840d3689c2d7ab96900c783f7f1c3421235d076aea4ea8d1c13ae',
                'aa843955d0903f84bf639f56c274ad3d27e24f74bda2ffe56fffb8f0ae4865b1',
                'costs'
            ),
            (
                'reconcile.cost_allocations', 'verified', 364,
                'aea737fa6f2af121c4e8d7a622cb64bc1efe1f5cf83111364170302d5ec26519',
                '6e7ba50f45d2ce2463529db6e44a27b3784da63de961843ddaa70980033e2603',
                'costs'
            ),
            (
                'reconcile.debug_logs', 'verified', 365,
                'cb2ad0f00f116cd544583b4d68756c758d793e2eb92a0426a3610b41d358b4bc',
                'd5c2028f7bfc535af090aec2f7bdfa43f0b0b7f3bbacab921e747463db1a514b',
                'debugging'
            ),
            (
                'reconcile.error_tracking', 'verified', 366,
                '36c4a104c22f8fe5e6e23959d5a426b9f5481e68ad47923104e11a1f74288659',
                '96c176c79787ec07a7f690818b5a668c490b59de77caaa2a44d5c380b5dda98b',
                'debugging'
            ),
            (
                'reconcile.model_settings', 'verified', 367,
                '51a9cca7e4566cb195bb5bd093953c63f087301b90ab6847c124db002a750949',
                '9d6b4b5be42d36155d0105bb4d0e2e0e8855de4b9c00491c89282acc88f93bb4',
                'settings'
            ),
            (
                'reconcile.performance_data', 'verified', 368,
                '7c0458ec2bf030c721732378006c1cc1b5c737fd83e4f69cc7bdfeefc10d7da9',
                'f3ceda66eccc7ed5cf8dacb64ffdc1031fd1f79420d7c25e05b2d12cde7e9fb7',
                'analytics'
            ),
            (
                'reconcile.performance_metrics', 'verified', 369,
                '7593eb88d86be0d77960ae75f20a8250aacadb23dd876e2759a7a17679ef769f',
                '168b90b310bc9a23b366f22bfa7874a16a43d3bca7b766b3a93b96e21e8ef285',
                'debugging'
            ),
            (
                'reconcile.prompt_configs', 'verified', 370,
                'd5e3f1373438619aca303d7e16ed60d85ebcc43d356479769846d1b03c050ed4',
                '5349979c0a44dcdb037ae2f74f5f4e210a87493e0fc8b5a2e49f21915741c929',
                'settings'
            ),
            (
                'reconcile.usage_logs', 'verified', 371,
                'ab1d0dbc0f8819afb0d70fc69cf025b14dee06a3709660e351d65b61cfede222',
                '69e67c1f8f149637fa8c73bdd39f0841c783a8b489a613593ece980a38d6e4f8',
                'costs'
            ),
            (
                'reconcile.user_metrics', 'verified', 372,
                '5597f0a213923a9acd7894d2ac9151b51a82966198df00344dceffdd57469f41',
                '4b3fc48e0c038d90fd767ffc72fc1914fae7d59077cfb6e9cf847bacb21df4cb',
                'analytics'
            ),
            (
                'in_step.model_settings', 'verified', 373,
                '647c588c0075817b0037cd18539d44fea4400e0829703e28d41a3004ff7efc01',
                'a6dae666d0a9337959b7a26c91458c81a1d9d7b93f9572da4a2ed7cccbc69d76',
                'settings'
            ),
            (
                'in_step.prompt_configs', 'verified', 374,
                '9ca22f956b5b0f35a563e19d0932710934e3fb8206fa130f40ddd14f9f1d385a',
                '134f1d329084ed8aa19dfecc647c49654e82de9a5a464fcf07e01a4a159b221c',
                'settings'
            ),
            (
                'reverse.ai_configs', 'verified', 375,
                '176e432096729031339cfd1476a0486208b0c37b607fc0de0869d22739c92740',
                '5579c60264d9df3beaea8361fc4f63a1b21899c0a233ad5490e00c50c4f3ff9e',
                'settings'
            ),
            (
                'reverse.analytics_events', 'verified', 376,
                '9f5092c4075747053e51c174ac5d7bf495e194b9f3c4e0736d1faba4d5de69e6',
                'bfa9eaae02faee6cee9694bd5d456a9048b9ec79df5d02d4bce6cf0f04434db2',
                'analytics'
            ),
            (
                'reverse.billing_data', 'verified', 377,
                '0df9abb754c12f61c8425d580991dbb8d311e776e7635363da17ff75a19a2bc3',
                'd78284a43b46d927efcf24f652c55aa2b2b05642e93833bf6369eea67a554a48',
                'costs'
            ),
            (
                'reverse.cost_allocations', 'verified', 378,
                'f2ae1bbb38e443bc74c1767db18b6eb4956b394d07e140acc58fde1c1f5c643a',
                '6bcaa82751f3c3cc38375a96c18ec5bde52357bbe332191eea7e26091f35649b',
                'costs'
            ),
            (
                'reverse.debug_logs', 'verified', 379,
                'c1ee03688338f71580a5f1e6dcf7508ce43ef42cc85495aec2d9baef1bcd4adb',
                'b13751dcda1f379dd12a0479a72c2ee77c3246c35bbb1d6cc3f6b69aece9bc2b',
                'debugging'
            ),
            (
                'reverse.error_tracking', 'verified', 380,
                'b92d2b62864db0ba298ff219680b68c70dfab75db69507820adb874650ec8bc2',
                '9a4a3fad9095dc77831e09be14e038cec056a5d4d18900bd47ee9d6def9129ec',
                'debugging'
            ),
            (
                'reverse.model_settings', 'verified', 381,
                'c0390f4501ed47e18147b41048a9b7dcc8ef948d27c52ad064c53153b6865d25',
                '727a4d4e59c742e2fa83780c44ff45c9e112d2be429574ea46fd88edd6d233f4',
                'settings'
            ),
            (
                'reverse.performance_data', 'verified', 382,
                'e1926bbdf43f72c82c9609262d5e945cb4c285b17f9408690b59277b1b389930',
                '9cab0c0597c1c5cf875d70f919e121c2e05f9d5c08c19c304a020f4b86e2d2ce',
                'analytics'
            ),
            (
                'reverse.performance_metrics', 'verified', 383,
                '479128bb245b9e268739b6ecaf5707a8494e73c0f03105efd2c1b8f0b8a95ddf',
                'd132ed2e71e97107a1ca6b84eef214ac2672ff7b878bf0e6ad0d12ab45525f90',
                'debugging'
            ),
            (
                'reverse.prompt_configs', 'verified', 384,
                '2937950ae339360d10a1622faa4bceec3f8a7d0005ae1f48d7c0e93200d3785a',
                'ee219d73fda7798f37171f34697c8853024f9a746da0a76de6620d55f3321016',
                'settings'
            ),
            (
                'reverse.usage_logs', 'verified', 385,
                '00edba418f2a15189de7b4cbcd8fdb755ed7b0927e59bf760d714980dd39614c',
                '7be49c3f482681425443922ca94563bd4e16d55aeb66304314703557684c6c14',
                'costs'
            ),
            (
                'reverse.user_metrics', 'verified', 386,
                '11317a4ad600862c9a62f2be38f93d6ff78f407d964b85375d5e71ec731f849d',
                '1cacdfafc9758ebd05d633563bab66e56239d47a5bf6599bb9a561b666320a48',
                'analytics'
            ),
            (
                'parked.model_settings', 'verified', 387,
                '03f786e3b08a52b6c9afd7e5bc6c486d5010276098aa6bb76caf8a5afcf20402',
                '461c47985c59bde1fd47b25d7badfb1bb71fed054dc43a15b22078eee6f3fe6f',
                'settings'
            ),
            (
                'parked.prompt_configs', 'verified', 388,
                'a0e4931306ba4a6b4539d70bbdc6563f580092f8874f77d959565affa0c69aa4',
                'a91a3d331c3626d13e325546024e59ffcba7fa64b2f73fb312f247b087bd4dd7',
                'settings'
            ),
            (
                'dependants.ai-management', 'verified', 389,
                '04e139ce13096c9d88e88bb1ae60f636cb01e57fbadd06d69a7680f6e7b53e58',
                'ae2a569e4d1e077ca9418b67c6c33d5ebda145960a06f0d85a4360f2ead62f57',
                NULL
            ),
            (
                'statements.ai-management', 'verified', 390,
                '6eea4671d1de7fa3cc326d1c4da4692eb44d60b8920ca09ada185e71a19ef85a',
                '76f3f0c1debe18cd837ab9ddc8be263f8105f6084d9e654dfde0cd466f76ace0',
                NULL
            ),
            (
                'switch.analytics', 'switched', 391,
                '752079dc4c075b0d4d2e0d3ce904bc99821434b4744a8e2a574f0b20dc576a10',
                '5e1a964a2ca87d3256aa037d57764349d84b0e19f19b472037bbb56a4736bdac',
                'analytics'
            ),
            (
                'switch.costs', 'switched', 392,
                '4988cc0d06d83f195e1dab664e6726458af6a98c22e16f7b2e9a7343b996dee4',
                '0a2cb6a05f3761f44c159a9ec645d198d39a96fd2150b4f9613ab3f189e76242',
                'costs'
            ),
            (
                'switch.debugging', 'switched', 393,
                '97964d948d578f012fe3d8dc54a5ac2da1eecb4d84c3bbfd0d883fd3b9db356f',
                'b9e459ffbddacc0e231376d13323ede5dd60f174dcebec1ca6182d36329a7552',
                'debugging'
            ),
            (
                'switch.settings', 'switched', 394,
                '9bcfbdff489f8b0270e619619746a8e7d58cea0f12321d57590a7e10939a29d4',
                '67b34be0d49a3e3f60df4d884cccffb06ca291f21db6f7fb55e6e4d5675e3aa9',
                'settings'
            ),
            (
                'finalize.analytics', 'finalized', 395,
                '66f1dc09537ceadfd04fdd8c05a17cb763b2e55730a72307c97769b77f35be0e',
                '53a7fda2eee19edc602f0d3b0e5fbe4acd526bd4d969dd58f156e27e0282c190',
                'analytics'
            ),
            (
                'finalize.costs', 'finalized', 396,
                'c1326c2bd0f27fc7683d8279aab12b5013913116152175795da8af929459a8d1',
                '25320789fa2f86d8864eeb8095818427778feb976143165a0f80f424c9e1c6d3',
                'costs'
            ),
            (
                'finalize.debugging', 'finalized', 397,
                '4846fcac873da2a9aa986719e54c46ed9ef6145df894ea5b46328f71ce09f0e6',
                '10c79c09623ac40a1e4cb418e11c9656880b629ced8462a104adbfd04ea351df',
                'debugging'
            ),
            (
                'finalize.settings', 'finalized', 398,
                '4d3b7b39aca293e2ed670b75865d77da871ec6d9de7a331f0f6c5198a1b72400',
                '953965cc5dad6c2b0ea5979a03736af6cee99e88436fc08858939af88eb7b4cc',
                'settings'
            ),
            (
                'hold.analytics', 'holding', 399,
                '88e0c36f549552815c13b1250ae0fea04c4938ca480f6d0876d5c5787445c08c',
                '72b3a9550fa9c1e9ac5251ac0cab138a76936b9ad2e6e86e91798586de8b1f43',
                'analytics'
            ),
            (
                'hold.costs', 'holding', 400,
                'c22185aec37ff1e8ed0d6ff9ddcd487df784fa72c82ad61dfe3cfb04344111ba',
                '62db610c6eb8773923b98c053bc96a4a38e809ca99ec61bf9a5564cda9c2548d',
                'costs'
            ),
            (
                'hold.debugging', 'holding', 401,
                '07dd347dbf43f90359632540b59650113493c16d6d438b6714e99f6094e54b13',
                '2d53790971c56c6428626a046d4a9e01d40617c28ec47f9caeeef43e890aad3f',
                'debugging'
            ),
            (
                'hold.settings', 'holding', 402,
                '0b07b82d91c671377f2273363f89dbed5b9191fe2b484a60bf37d3fd8c7f4ca6',
                '27ab4d9b1c05ff345b3e2546d0ac31e34ac7f36608fd74b077ac8265272d9361',
                'settings'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback, data_set);
END
$register_steps$;

COMMIT;
