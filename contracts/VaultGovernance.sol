// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {EIP712Upgradeable} from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IVaultGovernance} from "contracts/interfaces/IVaultGovernance.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {LossBudget} from "contracts/libraries/LossBudget.sol";
import {Listing} from "contracts/vault/Listing.sol";
import {Settings} from "contracts/vault/Settings.sol";

/// @title VaultGovernance
/// @notice The part of the vault that its roles set it by, and that sets it up. It runs in the vault's name and storage, as VaultOperations does.
contract VaultGovernance is Listing, Settings, EIP712Upgradeable, IVaultGovernance {
    using SafeCast for uint256;
    using LossBudget for LossBudget.Bucket;
    using SafeERC20 for IERC20;

    /* CONSTANTS */

    /// @notice Holder of the seed shares that are never redeemed.
    address private constant SEED_HOLDER = 0x000000000000000000000000000000000000dEaD;
    uint256 private constant MIN_SEED = 1e15;
    uint256 private constant MAX_SEED = type(uint96).max;

    /* INITIALIZE */

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @notice Sets the vault up and burns the seed deposit, which `seedFrom` must have approved to this address.
    function initialize(InitParams calldata params) external initializer {
        require(params.authority != address(0), AddressZero("authority"));
        __AccessManaged_init(params.authority);
        __ERC20_init(params.name, params.symbol);
        // As ERC20PermitUpgradeable sets itself up; its functions are LstVault's.
        __EIP712_init(params.name, "1");
        _requireWithin("seedAssets", params.seedAssets, MIN_SEED, MAX_SEED);

        AccountingStorage storage $ = _accounting();
        $.asset = params.asset;
        _setOracle(params.oracle);
        _setMaxGainRate(params.maxGainRateWad);
        _setMaxStaleness(params.maxStaleness);
        _setMaxKeeperSilence(params.maxKeeperSilence);
        _setLossBudgets(params.riskUp, params.riskDown);
        _allocation().riskUp.fill();
        _allocation().riskDown.fill();
        _setFees(params.fees, BalanceSheet.RAY);
        _allocation().rebalancedAt = uint32(block.timestamp);
        ($.accruedAt, $.syncedAt) = (uint32(block.timestamp), uint32(block.timestamp));

        uint256 shares = BalanceSheet.toShares(params.seedAssets, 0, 0, Math.Rounding.Floor);
        ($.idle, $.accrued) = (params.seedAssets.toUint112(), params.seedAssets.toUint112());
        IERC20(params.asset).safeTransferFrom(params.seedFrom, address(this), params.seedAssets);
        _mint(SEED_HOLDER, shares);
        _setCheckpoint(BalanceSheet.RAY);
        emit IERC4626.Deposit(params.seedFrom, SEED_HOLDER, params.seedAssets, shares);
    }

    /* GUARDIAN */

    /// @inheritdoc IVaultGovernance
    function lowerCap(address strategy, uint128 capAssets) external restricted {
        _setCap(strategy, capAssets, false);
    }

    /// @inheritdoc IVaultGovernance
    function lowerRiskCap(bytes32 id, uint128 capAssets, uint16 capBps) external restricted {
        _setRiskCap(id, capAssets, capBps, false);
    }

    /// @inheritdoc IVaultGovernance
    function pause(uint8 flags) external restricted {
        _setPauseFlags(_accounting().pauseFlags | flags);
    }

    /// @inheritdoc IVaultGovernance
    function revokeKeeper(address keeper) external restricted {
        _allocation().revokedKeepers[keeper] = true;
        emit KeeperRevoked(keeper);
    }

    /* CURATOR */

    /// @inheritdoc IVaultGovernance
    function addStrategy(address strategy, uint128 capAssets) external restricted nonReentrant {
        _add(strategy, capAssets);
        _syncAndCharge();
    }

    /// @inheritdoc IVaultGovernance
    function removeStrategy(address strategy) external restricted nonReentrant {
        _remove(strategy, true);
        _syncAndCharge();
    }

    /// @inheritdoc IVaultGovernance
    function writeOffStrategy(address strategy) external restricted nonReentrant {
        _remove(strategy, false);
        _syncAndCharge();
    }

    /// @inheritdoc IVaultGovernance
    function raiseCap(address strategy, uint128 capAssets) external restricted {
        _setCap(strategy, capAssets, true);
    }

    /// @inheritdoc IVaultGovernance
    function raiseRiskCap(bytes32 id, uint128 capAssets, uint16 capBps) external restricted {
        _setRiskCap(id, capAssets, capBps, true);
    }

    /// @inheritdoc IVaultGovernance
    function unpause(uint8 flags) external restricted {
        _setPauseFlags(_accounting().pauseFlags & ~flags);
    }

    /// @inheritdoc IVaultGovernance
    function reinstateKeeper(address keeper) external restricted {
        _allocation().revokedKeepers[keeper] = false;
        emit KeeperReinstated(keeper);
    }

    /// @inheritdoc IVaultGovernance
    function acknowledgeLoss() external restricted nonReentrant {
        _syncAndCharge();
        LossBudget.Bucket storage budget = _allocation().riskUp;
        emit LossAcknowledged(budget.remainingWad(block.timestamp));
        budget.fill();
    }

    /// @inheritdoc IVaultGovernance
    function setLossBudgets(LossBudgetTerms calldata riskUp, LossBudgetTerms calldata riskDown) external restricted {
        _setLossBudgets(riskUp, riskDown);
    }

    /// @inheritdoc IVaultGovernance
    function setFees(FeeTerms calldata terms) external restricted nonReentrant {
        Sheet memory s = _sheet(Purpose.Booking);
        // At a fallback par the old fee cannot be taken, and the time until now would be charged the new one.
        require(s.parFresh, ParNotFresh());
        _commit(s);
        _setFees(terms, _recognisedPriceRay(s));
    }

    /// @inheritdoc IVaultGovernance
    function setOracle(address oracle_) external restricted nonReentrant {
        _setOracle(oracle_);
        _syncAndCharge();
    }

    /// @inheritdoc IVaultGovernance
    function setMaxGainRate(uint64 maxGainRateWad_) external restricted nonReentrant {
        // Time that has passed counts at the old rate, which a fallback par keeps it from.
        require(_syncAndCharge(), ParNotFresh());
        _setMaxGainRate(maxGainRateWad_);
    }

    /// @inheritdoc IVaultGovernance
    function setMaxStaleness(uint32 maxStaleness_) external restricted {
        _setMaxStaleness(maxStaleness_);
    }

    /// @inheritdoc IVaultGovernance
    function setMaxKeeperSilence(uint32 maxKeeperSilence_) external restricted {
        _setMaxKeeperSilence(maxKeeperSilence_);
    }

    /* VIEWS */

    /// @inheritdoc IVaultGovernance
    function strategyConfig(address strategy) external view returns (StrategyConfig memory) {
        return _allocation().configs[strategy];
    }

    /// @inheritdoc IVaultGovernance
    function riskCaps() external view returns (RiskCap[] memory) {
        return _allocation().riskCaps;
    }

    /// @inheritdoc IVaultGovernance
    function fees() external view returns (FeeTerms memory) {
        AccountingStorage storage $ = _accounting();
        return FeeTerms($.feeRecipient, $.performanceFeeBps, $.managementFeeBps);
    }

    /// @inheritdoc IVaultGovernance
    function paused() external view returns (uint8) {
        return _accounting().pauseFlags;
    }

    /// @inheritdoc IVaultGovernance
    function isKeeperRevoked(address keeper) external view returns (bool) {
        return _allocation().revokedKeepers[keeper];
    }

    /// @inheritdoc IVaultGovernance
    function maxGainRateWad() external view returns (uint64) {
        return _accounting().maxGainRateWad;
    }

    /// @inheritdoc IVaultGovernance
    function maxStaleness() external view returns (uint32) {
        return _accounting().maxStaleness;
    }

    /// @inheritdoc IVaultGovernance
    function maxKeeperSilence() external view returns (uint32) {
        return _allocation().maxKeeperSilence;
    }

    /* INTERNAL */

    function _setPauseFlags(uint8 flags) private {
        _requireWithin("flags", flags, 0, PAUSE_DEPOSITS | PAUSE_RISK_UP);
        _accounting().pauseFlags = flags;
        emit PausedSet(flags);
    }
}
