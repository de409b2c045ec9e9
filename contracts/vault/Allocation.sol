// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {Accounting} from "contracts/vault/Accounting.sol";

/// @title Allocation
/// @notice Moves the LST between the vault and its strategies: batches by the keeper, pulls for leavers, the list and its caps.
/// @dev Around a batch stand bounds that no role can switch off; what they are is said at `ILstVault.rebalance`.
abstract contract Allocation is AccessManagedUpgradeable, ReentrancyGuardTransient, Accounting {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;

    /* CONSTANTS */

    uint256 internal constant MAX_STRATEGIES = 16;
    uint256 internal constant MAX_BATCH_LOSS_CEILING_BPS = 500;

    /// @notice Largest absolute value (LST wei) of a leg that may be written off when a strategy is unlisted.
    int256 internal constant DUST = 1e9;

    /* STORAGE */

    /// @custom:storage-location erc7201:ballast.storage.Allocation
    struct AllocationStorage {
        uint64 rebalanceNonce;
        uint16 maxBatchLossBps;
        mapping(address strategy => StrategyConfig) configs;
    }

    // keccak256(abi.encode(uint256(keccak256("ballast.storage.Allocation")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant ALLOCATION_SLOT = 0x9f35e13a26a2a3cb4b78f819d8fbdd8fc209185a7d3d56b25488b7c1adef9e00;

    function _allocation() private pure returns (AllocationStorage storage $) {
        assembly ("memory-safe") {
            $.slot := ALLOCATION_SLOT
        }
    }

    /* KEEPER */

    /// @inheritdoc ILstVault
    function rebalance(Action[] calldata actions, BatchTerms calldata terms) external restricted nonReentrant {
        AllocationStorage storage $ = _allocation();
        require(block.timestamp <= terms.deadline, BatchExpired(terms.deadline, block.timestamp));
        require(terms.nonce == $.rebalanceNonce, BatchNonceWrong(terms.nonce, $.rebalanceNonce));
        require(actions.length != 0, BatchEmpty());
        $.rebalanceNonce = terms.nonce + 1;

        Sheet memory start = _sheet(true);
        // A batch's loss is measured at par; at a fallback par a ruinous sale can look like a gain.
        require(start.parFresh, ParNotFresh());
        _commit(start);
        for (uint256 i; i < actions.length; ++i) {
            _execute(actions[i], terms.nonce);
        }
        Sheet memory end = _sheet(true);
        _commit(end);

        _requireCaps(start, end);
        (uint256 navBefore, uint256 navAfter, uint256 lossBps) =
            (start.value.navPar, end.value.navPar, $.maxBatchLossBps);
        require(
            navAfter * BalanceSheet.BPS >= navBefore * (BalanceSheet.BPS - lossBps),
            BatchLossExceeded(navBefore, navAfter, lossBps)
        );
        emit Rebalanced(terms.nonce, terms.decisionHash, navBefore, navAfter);
    }

    /// @inheritdoc ILstVault
    function sync() external nonReentrant {
        _commit(_sheet(true));
    }

    /* GOVERNANCE */

    /// @inheritdoc ILstVault
    function addStrategy(address strategy, uint128 capAssets) external restricted nonReentrant {
        address[] storage list = _accounting().strategies;
        require(list.length < MAX_STRATEGIES, TooManyStrategies(MAX_STRATEGIES));
        require(!_allocation().configs[strategy].listed, StrategyAlreadyListed(strategy));
        (address itsVault, address itsAsset) = (IStrategy(strategy).vault(), IStrategy(strategy).asset());
        require(itsVault == address(this) && itsAsset == asset(), StrategyMismatch(strategy, itsVault, itsAsset));

        list.push(strategy);
        _allocation().configs[strategy] = StrategyConfig({listed: true, capAssets: capAssets});
        emit StrategyAdded(strategy, capAssets);
        _commit(_sheet(true));
    }

    /// @inheritdoc ILstVault
    function removeStrategy(address strategy) external restricted nonReentrant {
        _requireListed(strategy);
        // A stranger's gift to the strategy must not keep it listed.
        uint256 left = IStrategy(strategy).withdrawable();
        if (left != 0) _pull(strategy, left, "");
        (uint256 parWad,,) = oracle().rates();
        (int256 lst, int256 eth) = IStrategy(strategy).exposure(parWad);
        require(lst <= DUST && lst >= -DUST && eth <= DUST && eth >= -DUST, StrategyNotEmpty(strategy, lst, eth));

        delete _allocation().configs[strategy];
        address[] storage list = _accounting().strategies;
        uint256 last = list.length - 1;
        bool found;
        for (uint256 i; i < last; ++i) {
            found = found || list[i] == strategy;
            if (found) list[i] = list[i + 1];
        }
        list.pop();
        emit StrategyRemoved(strategy);
        _commit(_sheet(true));
    }

    /// @inheritdoc ILstVault
    function raiseCap(address strategy, uint128 capAssets) external restricted {
        _setCap(strategy, capAssets, true);
    }

    /// @inheritdoc ILstVault
    function lowerCap(address strategy, uint128 capAssets) external restricted {
        _setCap(strategy, capAssets, false);
    }

    /// @inheritdoc ILstVault
    function setMaxBatchLoss(uint16 maxBatchLossBps_) external restricted {
        _setMaxBatchLoss(maxBatchLossBps_);
    }

    /* VIEWS */

    /// @inheritdoc ILstVault
    function strategyConfig(address strategy) external view returns (StrategyConfig memory) {
        return _allocation().configs[strategy];
    }

    /// @inheritdoc ILstVault
    function rebalanceNonce() external view returns (uint64) {
        return _allocation().rebalanceNonce;
    }

    /// @inheritdoc ILstVault
    function maxBatchLossBps() external view returns (uint16) {
        return _allocation().maxBatchLossBps;
    }

    /* INTERNAL */

    function _execute(Action calldata action, uint256 nonce) private {
        _requireListed(action.strategy);
        if (action.kind == ActionKind.Deploy) {
            _push(action.strategy, action.assets, action.data);
        } else if (action.kind == ActionKind.Free) {
            _pull(action.strategy, action.assets, action.data);
        } else {
            require(action.assets == 0, ManageMovesNoAssets(action.assets));
            IStrategy(action.strategy).manage(action.data);
        }
        emit ActionExecuted(nonce, action.strategy, action.kind, action.assets, action.data);
    }

    function _push(address strategy, uint256 assets, bytes calldata data) private {
        AccountingStorage storage $ = _accounting();
        require(assets <= $.idle, IdleInsufficient(assets, $.idle));
        $.idle -= assets.toUint128();
        if (assets != 0) IERC20(asset()).safeTransfer(strategy, assets);
        IStrategy(strategy).deploy(assets, data);
    }

    /// @dev What really arrived is booked, so that a strategy that pays less than it says cannot pass.
    function _pull(address strategy, uint256 assets, bytes memory data) private {
        IERC20 lst = IERC20(asset());
        uint256 balanceBefore = lst.balanceOf(address(this));
        IStrategy(strategy).free(assets, data);
        uint256 received = lst.balanceOf(address(this)) - balanceBefore;
        require(received >= assets, FreedTooLittle(strategy, assets, received));
        _accounting().idle += received.toUint128();
    }

    /// @dev Brings idle up to `assets` from what strategies give back without loss, in the order of the list.
    function _pullLossless(uint256 assets) internal {
        AccountingStorage storage $ = _accounting();
        uint256 count = $.strategies.length;
        for (uint256 i; i < count && $.idle < assets; ++i) {
            address strategy = $.strategies[i];
            uint256 part = Math.min(IStrategy(strategy).withdrawable(), assets - $.idle);
            if (part == 0) continue;
            _pull(strategy, part, "");
            $.sumLst -= part.toInt256().toInt128();
            emit Pulled(strategy, part);
        }
    }

    /// @dev Idle and what strategies give back without loss.
    function _liquidity() internal view returns (uint256 assets) {
        AccountingStorage storage $ = _accounting();
        assets = $.idle;
        uint256 count = $.strategies.length;
        for (uint256 i; i < count; ++i) {
            assets += IStrategy($.strategies[i]).withdrawable();
        }
    }

    /// @dev A cap binds whoever raises an allocation; one that stands over its cap (lowered, or grown) may always shrink.
    function _requireCaps(Sheet memory start, Sheet memory end) private view {
        address[] storage list = _accounting().strategies;
        for (uint256 i; i < end.allocations.length; ++i) {
            uint256 allocation = end.allocations[i];
            if (allocation <= start.allocations[i]) continue;
            uint256 capAssets = _allocation().configs[list[i]].capAssets;
            require(allocation <= capAssets, CapExceeded(list[i], allocation, capAssets));
        }
    }

    function _requireListed(address strategy) private view {
        require(_allocation().configs[strategy].listed, StrategyNotListed(strategy));
    }

    function _setCap(address strategy, uint128 capAssets, bool raise) private {
        _requireListed(strategy);
        StrategyConfig storage config = _allocation().configs[strategy];
        uint256 current = config.capAssets;
        require(raise ? capAssets > current : capAssets < current, CapDirectionWrong(strategy, current, capAssets));
        config.capAssets = capAssets;
        emit CapSet(strategy, current, capAssets);
    }

    function _setMaxBatchLoss(uint16 maxBatchLossBps_) internal {
        require(
            maxBatchLossBps_ <= MAX_BATCH_LOSS_CEILING_BPS,
            SettingOutOfRange("maxBatchLossBps", maxBatchLossBps_, 0, MAX_BATCH_LOSS_CEILING_BPS)
        );
        _allocation().maxBatchLossBps = maxBatchLossBps_;
        emit MaxBatchLossSet(maxBatchLossBps_);
    }

    /// @dev The LST; declared here because this module moves it.
    function asset() public view virtual returns (address);
}
