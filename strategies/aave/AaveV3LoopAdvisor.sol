// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";
import {ForeignCollateral} from "strategies/aave/ForeignCollateral.sol";
import {ReserveChecks} from "strategies/aave/ReserveChecks.sol";
import {IAaveAddressesProvider, IAaveOracle} from "strategies/aave/interfaces/IAaveOracle.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";

/// @title AaveV3LoopAdvisor
/// @notice What a loop needs to know only when things are bad: why Aave has refused, how much must be repaid, what of strangers stands in its way.
/// @dev A contract of its own, made by the loop, since the loop's room for code is limited. It is asked with static calls and holds nothing.
contract AaveV3LoopAdvisor {
    /// @notice What Aave refused to do.
    enum Refusal {
        Supply,
        Borrow,
        Repay,
        Withdraw
    }

    /// @notice Reverts with why Aave refused `account` that `amount`; returns where it finds no reason.
    function explain(Refusal refusal, ReserveChecks.Market calldata market, address account, uint256 amount)
        external
        view
    {
        if (refusal == Refusal.Supply) ReserveChecks.explainSupply(market, amount);
        else if (refusal == Refusal.Borrow) ReserveChecks.explainBorrow(market, account, amount);
        else if (refusal == Refusal.Repay) ReserveChecks.explainRepay(market.pool, market.weth);
        else ReserveChecks.explainWithdraw(market.pool, market.lst, amount);
    }

    /// @notice Whether a stranger's collateral that cannot be switched off may keep the LST of `account` from leaving.
    function isBlocked(ReserveChecks.Market calldata market, address account) external view returns (bool) {
        uint256 userConfig = market.pool.getUserConfiguration(account);
        return ForeignCollateral.blocks(market.pool, userConfig, market.lstId, market.category);
    }

    /// @notice Up to `most` strangers' collaterals of `account`: those that keep the LST from leaving, or any.
    function foreignCollateral(ReserveChecks.Market calldata market, address account, bool onlyBlocking, uint256 most)
        external
        view
        returns (address[] memory assets)
    {
        uint256 userConfig = market.pool.getUserConfiguration(account);
        return onlyBlocking
            ? ForeignCollateral.listBlocking(market.pool, userConfig, market.lstId, market.category, most)
            : ForeignCollateral.list(market.pool, userConfig, market.lstId, most);
    }

    /// @notice ETH (wei) that `account` must repay so that its health factor reaches `floorWad`, where each ETH takes `soldPerEthWad` LST (WAD) out.
    function repayToFloor(
        ReserveChecks.Market calldata market,
        address account,
        uint256 floorWad,
        uint256 soldPerEthWad
    ) external view returns (uint256) {
        IAavePool pool = market.pool;
        IAaveOracle oracle = IAaveOracle(IAaveAddressesProvider(pool.ADDRESSES_PROVIDER()).getPriceOracle());
        return AaveV3LoopMath.repayToFloor(
            floorWad,
            IERC20(pool.getReserveData(market.lst).aTokenAddress).balanceOf(account),
            oracle.getAssetPrice(market.lst),
            IERC20(pool.getReserveData(market.weth).variableDebtTokenAddress).balanceOf(account),
            oracle.getAssetPrice(market.weth),
            ReserveChecks.liquidationThresholdBps(market),
            soldPerEthWad
        );
    }
}
