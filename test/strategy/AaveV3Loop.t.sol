// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {IAddressesProvider, IPoolConfigurator} from "test/fork/aave/AaveAdmin.sol";
import {StrategyConformance} from "test/strategy/StrategyConformance.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice The loop, from unlevered to about eight times, in a pool from 1 % under par to par.
contract AaveV3LoopConformanceTest is StrategyConformance {
    function _build() internal override returns (IStrategy) {
        IAaveV3Loop.Limits memory limits =
            IAaveV3Loop.Limits({oracleErrorBps: 285, depegBps: 100, debtGrowthBps: 50, maxSlippageBps: 30});
        bytes memory parts = abi.encode(vault, Mainnet.AAVE_POOL, UNISWAP, WETH, 1, limits);
        return IStrategy(vm.deployCode("AaveV3Loop.sol:AaveV3Loop", parts));
    }

    function _work(uint256 assets, uint256 seed) internal override {
        uint256 leverage = seed % 8;
        uint256 eth = assets * leverage * _par() / WAD;
        _deployWith(assets, eth == 0 ? bytes("") : abi.encodeCall(IAaveV3Loop.leverUp, (eth, 0)));
    }

    /// @dev Levered eight times, a basis point of what is traded is eight of the value.
    function _toleranceBps() internal pure override returns (uint256) {
        return 20;
    }

    function _bringMarketToPar() internal override {
        _tradePoolTo(10_000);
    }

    function _stopTheVenue() internal override returns (bool) {
        address admin = IAddressesProvider(Mainnet.AAVE_PROVIDER).getACLAdmin();
        vm.startPrank(admin);
        IPoolConfigurator(Mainnet.AAVE_CONFIGURATOR).setReservePause(address(LST), true);
        IPoolConfigurator(Mainnet.AAVE_CONFIGURATOR).setReservePause(address(WETH), true);
        vm.stopPrank();
        return true;
    }

    function _spenders() internal pure override returns (address[] memory spenders) {
        spenders = new address[](2);
        (spenders[0], spenders[1]) = (Mainnet.AAVE_POOL, address(UNISWAP));
    }
}
